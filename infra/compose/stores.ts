import { commandHandler } from '@kontor/core/kernel'
import type pg from 'pg'
import type { DatabasePool } from 'slonik'
import { connectEventStore, embeddedUrl, eventCodec, eventFeed, eventLog } from '../eventstore/client/index.ts'
import { startEventStoreWorker } from '../eventstore/server/index.ts'
import { type Databases, type Log, pgPool, prepareDatabase, slonikPool, startEmbeddedPostgres } from '../postgres/index.ts'
import { type PersonKeys, personKeys } from '../postgres/person-keys.ts'
import { confirmRootKey } from '../postgres/root-key.ts'
import { derivedId, type RootKeys } from '../secrets/index.ts'
import { type Around, nothing } from './around.ts'
import type { Config } from './config.ts'
import { allEvents } from './events.ts'

type Where = Pick<Config, 'dataDir' | 'databaseUrl'>

/** A pool a role: what a request may see is decided by the role it runs as (design.md §5 Tenancy). */
export type Pools = { readonly app: DatabasePool; readonly platform: DatabasePool; readonly projector: DatabasePool; readonly keys: pg.Pool }
export type Stores = Awaited<ReturnType<typeof openStores>>

/** The named server, or real Postgres under KONTOR_DATA. */
export const openDatabases = async (where: Where, secret: Buffer, log: Log, closing: AsyncDisposableStack): Promise<Databases> => {
  if (where.databaseUrl) return prepareDatabase({ adminUrl: where.databaseUrl, secret, log })
  const postgres = await startEmbeddedPostgres({ dataDir: where.dataDir, log })
  closing.defer(() => postgres.stop())
  return prepareDatabase({ adminUrl: postgres.adminUrl, secret, log })
}

/** The named EventStoreDB, or the embedded server in a thread of its own. Same client either way. */
const openEventStore = async ({ eventStoreUrl, databases, onLost, storePort = 0 }: Opening, closing: AsyncDisposableStack) => {
  if (eventStoreUrl) return eventStoreUrl
  const connectionString = databases.url('kontor_store')
  const server = await startEventStoreWorker({ connectionString, schema: 'eventstore', host: '127.0.0.1', port: storePort })
  let closed = false
  server.onExit((error) => {
    if (!closed) onLost(error ?? new Error('the embedded event store ended'))
  })
  closing.defer(() => {
    closed = true
    return server.close()
  })
  return embeddedUrl(server.port)
}

const openPools = async (databases: Databases, closing: AsyncDisposableStack): Promise<Pools> => {
  const slonik = async (role: 'kontor_app' | 'kontor_platform' | 'kontor_projector', max: number) => {
    const pool = await slonikPool(databases.url(role), { max })
    closing.defer(() => pool.end())
    return pool
  }
  const keys = pgPool(databases.url('kontor_keys'), { max: 4 })
  closing.defer(() => keys.end())
  return { app: await slonik('kontor_app', 10), platform: await slonik('kontor_platform', 10), projector: await slonik('kontor_projector', 6), keys }
}

type Opening = {
  readonly databases: Databases
  readonly eventStoreUrl: string | undefined
  readonly root: RootKeys
  /** Hears of an embedded event store that ended by itself. */
  readonly onLost: (why: Error) => void
  readonly around?: Around | undefined
  /** Where the embedded store listens; on any free port when nobody but Kontor has to find it. */
  readonly storePort?: number | undefined
}

/**
 * Opens what must last and what stands on it: pools, keys, the log, its feed, the command handler. Everything opened is closed by `closing`, in reverse.
 */
export const openStores = async (opening: Opening, closing: AsyncDisposableStack) => {
  const { databases, root, around = nothing } = opening
  const pools = await openPools(databases, closing)
  await confirmRootKey(pools.keys, root)
  const client = connectEventStore(await openEventStore(opening, closing))
  closing.defer(() => client.dispose())
  const keys: PersonKeys = personKeys(pools.keys, root)
  const codec = eventCodec(allEvents, keys)
  const log = around.log(eventLog(client, codec))
  const execute = commandHandler({ log, eventId: (commandId, index) => derivedId(commandId, String(index)) })
  return { databases, pools, client, keys, log, feed: eventFeed(client, codec), execute, around }
}
