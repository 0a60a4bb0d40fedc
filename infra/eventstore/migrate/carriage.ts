import { isMetastream, isSoftlyDeleted, limitsIn, originalOf, recreation } from '../server/metadata.ts'
import type { LogEvent } from './log-event.ts'

/**
 * How an event gets to the other side. `append`: with its own id and bytes. `tombstone`: by the call that writes one. `of-the-server`: not at all, since the target
 * writes its own when what caused it arrives. `left-out`: it tells of the server it lies on.
 */
export type Carriage = 'append' | 'tombstone' | 'of-the-server' | 'left-out'

const limitsOf = ({ contentType, data }: LogEvent) => limitsIn(contentType === 'application/json' ? data : undefined)

/**
 * Tells event after event of a log, from its first on, how each is carried. When a softly deleted stream goes on, or gets other metadata, the server itself writes
 * into `$$stream` from which revision it counts again. Our own does so before the stream's events, under an id that the place decides; EventStoreDB behind them
 * (StorageWriterService, SoftUndeleteStream). Both are recognised.
 */
export const carriages = (): ((event: LogEvent) => Carriage) => {
  /** Streams that are softly deleted, and those that go on while the server's own metadata are still to come. */
  const deleted = new Map<string, 'deleted' | 'going-on'>()

  const ofMetadata = (event: LogEvent): Carriage => {
    const stream = originalOf(event.stream)
    const state = deleted.get(stream)
    const isOurs = event.id === recreation(`${event.stream}@${event.revision}`, undefined, 0).id
    if (isSoftlyDeleted(limitsOf(event))) deleted.set(stream, 'deleted')
    else if (state === 'going-on' || (state === 'deleted' && isOurs)) {
      deleted.delete(stream)
      return 'of-the-server'
    } else if (state) deleted.set(stream, 'going-on')
    return 'append'
  }

  return (event) => {
    const { stream, type } = event
    if (isMetastream(stream) && !originalOf(stream).startsWith('$')) return ofMetadata(event)
    if (stream.startsWith('$')) return 'left-out'
    if (type === '$streamDeleted') {
      deleted.delete(stream)
      return 'tombstone'
    }
    if (deleted.has(stream)) deleted.set(stream, 'going-on')
    return 'append'
  }
}

/**
 * What is to be on both sides: how it is carried, and the event. `isAlone`: the server wrote its own metadata behind this event of `$$stream`, which it does only
 * where an append ends; in one append with its neighbours the target would not.
 */
export type Carried = { readonly event: LogEvent; readonly carriage: 'append' | 'tombstone'; readonly isAlone: boolean }

/** A log without what no copy can or should hold. */
export async function* carried(log: AsyncIterable<LogEvent>): AsyncGenerator<Carried, void> {
  const carriageOf = carriages()
  let held: Omit<Carried, 'isAlone'> | undefined
  for await (const event of log) {
    const carriage = carriageOf(event)
    if (held) yield { ...held, isAlone: carriage === 'of-the-server' && event.stream === held.event.stream }
    held = carriage === 'append' || carriage === 'tombstone' ? { event, carriage } : undefined
  }
  if (held) yield { ...held, isAlone: false }
}
