import type { EventEmitter } from 'node:events'
import type { EventStoreDBClient } from '@eventstore/db-client'

type Open = (client: unknown) => EventEmitter | Promise<EventEmitter>
/** The client's own way to open a stream; its types keep it to itself. */
type Internals = { GRPCStreamCreator: (service: unknown, name: string, open: Open, cache?: unknown) => unknown }

const forgiving = (stream: EventEmitter): EventEmitter => {
  for (const listener of stream.listeners('data')) {
    stream.off('data', listener as () => void).on('data', (answer: unknown) => {
      try {
        listener(answer)
      } catch {
        // Whoever waited was told that the connection is gone, and asks again with the same ids (log.ts).
      }
    })
  }
  return stream
}

/**
 * The client keeps all pending appends of a process in one map, and any stream that breaks empties it (eventstore.md, client facts 2). The answer that then comes
 * on a stream that did not break finds nobody, and the client throws out of an event listener, which ends the process. Here such an answer is dropped.
 */
export const droppingLateAnswers = (client: EventStoreDBClient): EventStoreDBClient => {
  const internals = client as unknown as Internals
  const create = internals.GRPCStreamCreator
  internals.GRPCStreamCreator = (service, name, open, cache) =>
    create(service, name, name === 'appendToStream' ? async (grpc) => forgiving(await open(grpc)) : open, cache)
  return client
}
