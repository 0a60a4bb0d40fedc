import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectEventStore, embeddedUrl } from '../../../eventstore/client/index.ts'
import { dataFolder, removeDataFolder } from '../../../testing/data-folder.ts'
import { appendSurely, type Write } from '../append-surely.ts'
import { readLog } from '../follow.ts'
import { type KillablePostgres, killablePostgres } from '../postgres.ts'
import { storeAlone } from '../store-process.ts'
import { type Finding, verify } from '../verify.ts'

const limit = 60_000

let folder: string
let postgres: KillablePostgres
let admin: pg.Client
beforeAll(async () => {
  folder = dataFolder()
  postgres = await killablePostgres(folder)
  admin = new pg.Client({ connectionString: postgres.superuserUrl })
  await admin.connect()
}, limit)
afterAll(async () => {
  await admin?.end()
  await postgres?.stop()
  removeDataFolder(folder)
}, limit)

/** Until so many statements wait for the closed table. Asked of the locks, since the table of sessions stands still inside a transaction. */
const waiting = (count: number, schema: string): Promise<void> =>
  expect
    .poll(async () => (await admin.query('select from pg_locks where not granted and relation = $1::regclass', [`${schema}.events`])).rowCount, {
      timeout: limit / 2,
    })
    .toBeGreaterThanOrEqual(count)

type Succeeded = { readonly successor: 'held up' | 'let in'; readonly findings: readonly Finding[] }

/** A store is killed while Postgres holds up its statement, which commits only when a successor has been started. Answers what is wrong then. */
const killedInMidStatement = async (schema: string, planted?: string): Promise<Succeeded> => {
  const until = AbortSignal.timeout(limit - 5_000)
  const store = await storeAlone({ connectionString: postgres.superuserUrl, schema, planted })
  await store.start(until)
  const client = connectEventStore(embeddedUrl(store.port))
  const append = appendSurely(client)
  const write = (name: string, after: number): Write => ({ write: name, stream: 'accounts-1', after, ids: [randomUUID()] })
  const acknowledged = async (one: Write) => ({ ...one, ...(await appended(append(one, until))) })
  try {
    const first = await acknowledged(write('first', -1))
    await admin.query(`begin; lock table ${schema}.events in share mode`)
    const second = acknowledged(write('second', 0))
    await waiting(1, schema)
    await store.kill()

    const heldUp = Promise.withResolvers<'held up'>()
    const started = store.start(until, () => heldUp.resolve('held up')).then(() => 'let in' as const)
    const successor = await Promise.race([started, heldUp.promise])
    // One that was let in takes the repeat, and decides it by what it sees: that is not the statement which still waits.
    if (successor === 'let in') await waiting(2, schema)
    await admin.query('commit')
    await started
    const all = [first, await second, await acknowledged(write('third', 1))]
    return { successor, findings: verify(await readLog(client, until), all, true) }
  } finally {
    await admin.query('rollback')
    await client.dispose()
    await store.kill()
  }
}

const appended = async (answer: ReturnType<ReturnType<typeof appendSurely>>) => {
  const outcome = await answer
  if (outcome.kind === 'refused') throw new Error(`refused: the stream stands at ${outcome.current}`)
  return outcome
}

test(
  'a successor waits until the statement of a killed predecessor has ended, and knows its event',
  async () => {
    expect(await killedInMidStatement('awaited')).toEqual({ successor: 'held up', findings: [] })
  },
  limit,
)

test(
  'were the lock in another session, the keys of the tables would still refuse the second event of one revision',
  async () => {
    expect(await killedInMidStatement('caught', 'lock-in-another-session')).toEqual({ successor: 'let in', findings: [] })
  },
  limit,
)

test(
  'without both, two events stand at one revision and one position: this is found',
  async () => {
    const { findings } = await killedInMidStatement('forked', 'lock-in-another-session-and-no-keys')
    expect(findings.map(({ fault }) => fault)).toEqual(expect.arrayContaining(['doubled', 'sparse', 'unordered']))
  },
  limit,
)
