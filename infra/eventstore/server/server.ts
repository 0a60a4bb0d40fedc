import { setTimeout as delay } from 'node:timers/promises'
import { Server, ServerCredentials } from '@grpc/grpc-js'
import { append } from './calls/append.ts'
import { batchAppend } from './calls/batch-append.ts'
import type { StoreContext } from './calls/context.ts'
import { manyFrames } from './calls/many-frames.ts'
import { getSupportedMethods, gossip } from './calls/node.ts'
import { read } from './calls/read.ts'
import { createStoreSchema } from './create-schema.ts'
import { openLog } from './open-log.ts'
import { featuresService, gossipService, streamsService } from './protocol/definitions.ts'

export type StoreServerOptions = {
  /** A Postgres session of its own is opened for writing and a few for reading; a pooler in transaction mode in between would break the lock. */
  readonly connectionString: string
  readonly schema: string
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  /** Defines schema and tables first. Without it the server needs no right to define anything. */
  readonly createSchema?: boolean
}

export type StoreServer = { readonly port: number; close(): Promise<void>; onExit(listener: (error: Error | undefined) => void): void }

const closePatienceMs = 1_000
/** The client's own limit for a message. */
const maxMessageBytes = 17 * 1024 * 1024

const refuseOpenHost = (host: string): void => {
  if (!['127.0.0.1', '::1', 'localhost'].includes(host)) throw new Error(`The event store serves the local machine only, not ${host}: it has no TLS.`)
}

const listen = (server: Server, { host, port }: StoreServerOptions): Promise<number> =>
  new Promise((resolve, reject) => {
    server.bindAsync(`${host}:${port}`, ServerCredentials.createInsecure(), (error, bound) => (error ? reject(error) : resolve(bound)))
  })

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
  refuseOpenHost(host)
  if (options.createSchema) await createStoreSchema(connectionString, schema)
  const calls = new Set<() => void>()
  const exits = new Set<(error: Error | undefined) => void>()
  const server = new Server({ 'grpc.max_receive_message_length': maxMessageBytes, interceptors: [manyFrames] })

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
  server.addService(streamsService, { read: read(context), append: append(context), batchAppend: batchAppend(context) })
  server.addService(featuresService, { getSupportedMethods: getSupportedMethods() })
  server.addService(gossipService, { read: gossip(() => ({ host, port })) })
  port = await listen(server, options).catch(async (error: Error) => {
    await opened.close()
    throw error
  })
  return { port, close: () => close(), onExit: (listener) => void exits.add(listener) }
}
