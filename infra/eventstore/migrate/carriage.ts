import { isDeepStrictEqual } from 'node:util'
import { isMetastream, isSoftlyDeleted, limitsIn, originalOf, recreation } from '../server/metadata.ts'
import type { LogEvent } from './log-event.ts'

/**
 * How an event gets to the other side. `append`: with its own id and bytes. `tombstone`: by the call that writes one. `of-the-server`: not at all, since the target
 * writes its own when what caused it arrives. `left-out`: it tells of the server it lies on.
 */
export type Carriage = 'append' | 'tombstone' | 'of-the-server' | 'left-out'

const limitsOf = ({ contentType, data }: LogEvent) => limitsIn(contentType === 'application/json' ? data : undefined)

/** Whether an event says of its stream that it is softly deleted. */
export const isDeletion = (event: LogEvent): boolean => isMetastream(event.stream) && isSoftlyDeleted(limitsOf(event))

const partsOf = ({ data }: LogEvent): { readonly truncation?: unknown; readonly rest?: object } => {
  try {
    const { $tb: truncation, ...rest } = JSON.parse(Buffer.from(data).toString())
    return { truncation, rest }
  } catch {
    return {}
  }
}

/** A server takes the metadata that stand, and writes them again with another `$tb`. */
const repeats = (event: LogEvent, last: LogEvent): boolean => {
  const { truncation, rest } = partsOf(event)
  return truncation !== undefined && isDeepStrictEqual(rest, partsOf(last).rest)
}

/**
 * Tells event after event of a log, from its first on, how each is carried. When a softly deleted stream goes on, or gets other metadata, the server itself writes
 * into `$$stream` from which revision it counts again. Our own does so before the stream's events, under an id that the place decides; EventStoreDB behind them
 * (StorageWriterService, SoftUndeleteStream). Both are recognised.
 */
export const carriages = (): ((event: LogEvent) => Carriage) => {
  /** Streams that are softly deleted, and those that go on while the server's own metadata are still to come; `last` are the metadata that stand. */
  const deleted = new Map<string, { readonly is: 'deleted' | 'going-on'; readonly last: LogEvent }>()

  const ofMetadata = (event: LogEvent): Carriage => {
    const stream = originalOf(event.stream)
    const state = deleted.get(stream)
    const isOurs = event.id === recreation(`${event.stream}@${event.revision}`, undefined, 0).id
    if (isDeletion(event)) deleted.set(stream, { is: 'deleted', last: event })
    else if (state && (isOurs || (state.is === 'going-on' && repeats(event, state.last)))) {
      deleted.delete(stream)
      return 'of-the-server'
    } else if (state) deleted.set(stream, { is: 'going-on', last: event })
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
    const state = deleted.get(stream)
    if (state) deleted.set(stream, { ...state, is: 'going-on' })
    return 'append'
  }
}

/**
 * What is to be on both sides: how it is carried, and the event. `endsAppend`: the server wrote its own metadata behind this event of `$$stream`, as it does where an append
 * ends that followed a deletion; the target does so too if the deletion is an append before.
 */
export type Carried = { readonly event: LogEvent; readonly carriage: 'append' | 'tombstone'; readonly endsAppend: boolean }

/** A log without what no copy can or should hold. */
export async function* carried(log: AsyncIterable<LogEvent>): AsyncGenerator<Carried, void> {
  const carriageOf = carriages()
  let held: Omit<Carried, 'endsAppend'> | undefined
  for await (const event of log) {
    const carriage = carriageOf(event)
    if (held) yield { ...held, endsAppend: carriage === 'of-the-server' && event.stream === held.event.stream }
    held = carriage === 'append' || carriage === 'tombstone' ? { event, carriage } : undefined
  }
  if (held) yield { ...held, endsAppend: false }
}
