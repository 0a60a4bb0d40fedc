import { jsonEvent, NO_STREAM } from '@eventstore/db-client'
import { silent } from '../postgres/embedded/log.ts'
import { pgPool, prepareDatabase, startEmbeddedPostgres } from '../postgres/index.ts'
import { newId } from '../secrets/index.ts'
import { print, rate, ratio } from '../testing/bench.ts'
import { dataFolder, removeDataFolder } from '../testing/data-folder.ts'
import { connectEventStore, embeddedUrl } from './client/index.ts'
import { withDashes } from './client/raw-event.ts'
import { startEventStoreWorker } from './server/index.ts'

/**
 * append.concurrent: 64 single-event appends at once through the client, each to a stream of its own at its exact revision, against 16 raw connections
 * of INSERT and commit on the same Postgres. Every answer on both sides is after an fsync.
 */
const roundMs = 3_000
const body = { partnerId: newId(), reason: 'measured', note: 'x'.repeat(200) }

const dataDir = dataFolder()
const postgres = await startEmbeddedPostgres({ dataDir, log: silent })
const databases = await prepareDatabase({ adminUrl: postgres.adminUrl, secret: Buffer.from('bench'), log: silent })
const store = await startEventStoreWorker({ connectionString: databases.url('kontor_store'), schema: 'eventstore', host: '127.0.0.1', port: 0 })
const client = connectEventStore(embeddedUrl(store.port))
const raw = pgPool(postgres.superuserUrl, { max: 16 })

try {
  await raw.query(
    'create table raw_events (id uuid primary key, stream text not null, data bytea not null, position bigint generated always as identity)',
  )
  const data = Buffer.from(JSON.stringify(body))
  const insert = () =>
    raw.query({ name: 'insert', text: 'insert into raw_events (id, stream, data) values ($1, $2, $3)', values: [withDashes(newId()), newId(), data] })
  const append = () => {
    const event = jsonEvent({ id: withDashes(newId()), type: 'bench.Measured', data: body })
    return client.appendToStream(`bench-${newId()}`, event, { expectedRevision: NO_STREAM })
  }
  await rate(16, 1_000, insert)
  await rate(64, 1_000, append)
  print(
    await ratio(
      'append.concurrent',
      'ratio to 16 raw connections of INSERT and commit',
      () => rate(64, roundMs, append),
      () => rate(16, roundMs, insert),
    ),
  )
} finally {
  await client.dispose()
  await store.close()
  await raw.end()
  await postgres.stop()
  removeDataFolder(dataDir)
}
