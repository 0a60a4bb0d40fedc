import { setTimeout as delay } from 'node:timers/promises'
import { Server, type ServerCredentials, type ServerInterceptor } from '@grpc/grpc-js'
import { authority, type Endpoint, refuseUnsafePlace } from './access/place.ts'
import { type StoreTls, serverCredentials } from './access/tls.ts'
import type { StoreUser } from './access/users.ts'
import { append } from './calls/append.ts'
import { batchAppend } from './calls/batch-append.ts'
import type { StoreContext } from './calls/context.ts'
import { manyFrames } from './calls/many-frames.ts'
import { getSupportedMethods, gossip } from './calls/node.ts'
import { read } from './calls/read.ts'
import { remove } from './calls/remove.ts'
import { createStoreSchema } from './create-schema.ts'
import { openLog } from './open-log.ts'
import { featuresService, gossipService, streamsService } from './protocol/offered.ts'

export type StoreServerOptions = {
  /** A Postgres session of its own is opened for writing and a few for reading; a pooler in transaction mode in between would break the lock. */
  readonly connectionString: string
  readonly schema: string
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  /** Defines schema and tables first. Without it the server needs no right to define anything. */
  readonly createSchema?: boolean
  /** Without it the server speaks in the clear, and on loopback only. */
  readonly tls?: StoreTls | undefined
  /** Who may call; needs `tls`. Nobody named: everybody who reaches the port, which is then on loopback only. */
  readonly users?: readonly StoreUser[] | undefined
  /** What Gossip answers, where clients reach the server under another address than it listens on. */
  readonly advertise?: Endpoint | undefined
}

export type StoreServer = { readonly port: number; close(): Promise<void>; onExit(listener: (error: Error | undefined) => void): void }

const closePatienceMs = 1_000
/** The client's own limit for a message. */
const maxMessageBytes = 17 * 1024 * 1024

/** grpc-js counts the addresses it tried around the one sentence that tells why. */
const cannotListen = (at: string, { message }: Error): Error => {
  const reason = message.match(/\[(.*)\]$/)?.[1] ?? message.replace(/ for target .*/, '')
  const cure = reason.includes('EADDRINUSE') ? 'stop what listens there, or take another port' : 'take another address or port'
  return new Error(`The event store cannot listen on ${at} (${reason}): ${cure}.`)
}

const listen = (server: Server, { host, port }: StoreServerOptions, credentials: ServerCredentials): Promise<number> =>
  new Promise((resolve, reject) => {
    const at = authority(host, port)
    server.bindAsync(at, credentials, (error, bound) => (error ? reject(cannotListen(at, error)) : resolve(bound)))
  })

/** Loaded only where there are users: what hashes passwords takes a quarter of a second and 20 MB. */
const guards = async ({ users = [] }: StoreServerOptions): Promise<readonly ServerInterceptor[]> =>
  users.length > 0 ? [(await import('./access/guard.ts')).guard(users)] : []

/** Lets what is under way go out, then cuts what is still connected. */
const shutDown = (server: Server): Promise<void> =>
  Promise.race([new Promise<void>((resolve) => server.tryShutdown(() => resolve())), delay(closePatienceMs, undefined, { ref: false })]).then(() =>
    server.forceShutdown(),
  )

/**
 * Serves the EventStoreDB protocol from this thread until it is closed, on tables of `storeSchema`.
 * @throws StoreInUse when another process serves the same store, StoreNotDurable when Postgres would acknowledge what it has not written.
 */
export const startEventStoreServer = async (options: StoreServerOptions): Promise<StoreServer> => {
  const { connectionString, schema, host } = options
  refuseUnsafePlace(options)
  const credentials = serverCredentials(options.tls)
  if (options.createSchema) await createStoreSchema(connectionString, schema)
  const calls = new Set<() => void>()
  const exits = new Set<(error: Error | undefined) => void>()
  const server = new Server({ 'grpc.max_receive_message_length': maxMessageBytes, interceptors: [manyFrames, ...(await guards(options))] })

  const shutDownAll = async (error: Error | undefined): Promise<void> => {
    await opened.writer.close()
    for (const end of calls) end()
    await shutDown(server)
    await opened.close()
    for (const exit of exits) exit(error)
  }
  let closing: Promise<void> | undefined
  const close = (error?: Error): Promise<void> => {
    closing ??= shutDownAll(error)
    return closing
  }
  const opened = await openLog(connectionString, schema, close)
  const onClose: StoreContext['onClose'] = (end) => {
    calls.add(end)
    return () => void calls.delete(end)
  }
  const context: StoreContext = { ...opened, onClose }

  let port = options.port
  const deletions = { delete: remove(context, 'softly'), tombstone: remove(context, 'for-ever') }
  server.addService(streamsService, { read: read(context), append: append(context), batchAppend: batchAppend(context), ...deletions })
  server.addService(featuresService, { getSupportedMethods: getSupportedMethods() })
  server.addService(gossipService, { read: gossip(() => options.advertise ?? { host, port }) })
  port = await listen(server, options, credentials).catch(async (error: Error) => {
    await opened.close()
    throw error
  })
  return { port, close: () => close(), onExit: (listener) => void exits.add(listener) }
}
