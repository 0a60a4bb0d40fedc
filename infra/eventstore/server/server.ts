import { setTimeout as delay } from 'node:timers/promises'
import { Server, ServerCredentials } from '@grpc/grpc-js'
import { createStoreSchema } from './create-schema.ts'
import { StoreInUse } from './errors.ts'
import { featuresService, gossipService, streamsService } from './protocol/definitions.ts'
import { type LogReader, openLogReader } from './read/log-reader.ts'
import { eventRing, type Ring } from './read/ring.ts'
import { append } from './services/append.ts'
import { batchAppend } from './services/batch-append.ts'
import type { StoreContext } from './services/context.ts'
import { manyFrames } from './services/many-frames.ts'
import { getSupportedMethods, gossip } from './services/node.ts'
import { read } from './services/read.ts'
import { openWriterSession, type WriterSession } from './write/session.ts'
import { startWriter } from './write/writer.ts'

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

const ringLimits = { events: 16_384, bytes: 64 * 1024 * 1024 }
/** Enough of the newest events to recognise a repeat of `any` after a restart. */
const warmEvents = 1_000
/** A predecessor that was killed holds the lock until Postgres notices, which is soon. */
const lockPatienceMs = 2_000
const lockRetryMs = 100
const closePatienceMs = 1_000
/** The client's own limit for a message. */
const maxMessageBytes = 17 * 1024 * 1024

const refuseOpenHost = (host: string): void => {
  if (!['127.0.0.1', '::1', 'localhost'].includes(host)) throw new Error(`The event store serves the local machine only, not ${host}: it has no TLS.`)
}

const openPatiently = async (open: () => Promise<WriterSession>): Promise<WriterSession> => {
  for (const until = Date.now() + lockPatienceMs; ; await delay(lockRetryMs)) {
    const session = await open().catch((error: Error) => error)
    if (!(session instanceof Error)) return session
    if (!(session instanceof StoreInUse) || Date.now() >= until) throw session
  }
}

const warmRing = async (log: LogReader, head: number): Promise<Ring> => {
  const ring = eventRing(ringLimits)
  const after = Math.max(0, head - warmEvents)
  ring.reset(after)
  ring.push((await log.all({ after, upTo: head, limit: warmEvents })).events)
  return ring
}

const listen = (server: Server, { host, port }: StoreServerOptions): Promise<number> =>
  new Promise((resolve, reject) => {
    server.bindAsync(`${host}:${port}`, ServerCredentials.createInsecure(), (error, bound) => (error ? reject(error) : resolve(bound)))
  })

const shutDown = (server: Server): Promise<void> =>
  Promise.race([new Promise<void>((resolve) => server.tryShutdown(() => resolve())), delay(closePatienceMs)]).then(() => server.forceShutdown())

/**
 * Serves the EventStoreDB protocol from this thread until it is closed, on tables of `storeSchema`.
 * @throws StoreInUse when another process serves the same store, StoreNotDurable when Postgres would acknowledge what it has not written.
 */
export const startEventStoreServer = async (options: StoreServerOptions): Promise<StoreServer> => {
  const { connectionString, schema, host } = options
  refuseOpenHost(host)
  if (options.createSchema) await createStoreSchema(connectionString, schema)
  const open = () => openWriterSession(connectionString, schema)
  const session = await openPatiently(open)
  const log = openLogReader(connectionString, schema)
  const ring = await warmRing(log, session.head)
  const calls = new Set<() => void>()
  const exits = new Set<(error: Error | undefined) => void>()
  const server = new Server({ 'grpc.max_receive_message_length': maxMessageBytes, interceptors: [manyFrames] })

  const shutDownAll = async (error: Error | undefined): Promise<void> => {
    await writer.close()
    for (const end of calls) end()
    await shutDown(server)
    await log.close()
    for (const exit of exits) exit(error)
  }
  let closing: Promise<void> | undefined
  const close = (error?: Error): Promise<void> => {
    closing ??= shutDownAll(error)
    return closing
  }
  const writer = startWriter(session, { ring, open, onFatal: close })
  const onClose: StoreContext['onClose'] = (end) => {
    calls.add(end)
    return () => void calls.delete(end)
  }
  const context: StoreContext = { ring, log, writer, onClose }

  let port = options.port
  server.addService(streamsService, { read: read(context), append: append(context), batchAppend: batchAppend(context) })
  server.addService(featuresService, { getSupportedMethods: getSupportedMethods() })
  server.addService(gossipService, { read: gossip(() => ({ host, port })) })
  port = await listen(server, options).catch(async (error: Error) => {
    await writer.close()
    await log.close()
    throw error
  })
  return { port, close: () => close(), onExit: (listener) => void exits.add(listener) }
}
