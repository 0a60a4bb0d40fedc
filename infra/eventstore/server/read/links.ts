import { StreamDeleted } from '../errors.ts'
import type { StoredEvent } from '../events.ts'
import type { LogReader, Place } from './log-reader.ts'
import { rangeOf } from './visible.ts'

/** What a link led to; an event that is no link is its own. `event` is absent when nothing visible stands there any more. */
export type Followed = { readonly event: StoredEvent | undefined; readonly link: StoredEvent | undefined }

type Source = { readonly log: Pick<LogReader, 'at' | 'facts'>; readonly marked: () => boolean }

const linkType = '$>'
const keyOf = ({ stream, revision }: Place): string => `${revision}@${stream}`

/** Where nothing stands. */
const nowhere: Place = { stream: '', revision: 0 }

const isInt64 = (digits: string): boolean => BigInt.asIntN(64, BigInt(digits)) === BigInt(digits)

/**
 * `<revision>@<stream>`, as EventStoreDB writes links. What does not begin with a number, as .NET reads one, is no link there but an event like others; a number
 * without a stream leads nowhere.
 */
const placeIn = ({ type, data }: StoredEvent): Place | undefined => {
  if (type !== linkType) return undefined
  const text = Buffer.from(data).toString()
  const [, digits, stream = ''] = text.match(/^[\t-\r ]*([+-]?\d+)[\t-\r ]*(?:@(.*))?$/s) ?? []
  if (digits === undefined || !isInt64(digits)) return undefined
  const revision = Number(digits)
  // Postgres refuses to look for a NUL, which is in the name of no stream.
  return stream.includes('\0') || revision < 0 || !Number.isSafeInteger(revision) ? nowhere : { stream, revision }
}

const isVisible = async (source: Source, { stream, revision, created }: StoredEvent, now: number): Promise<boolean> => {
  const range = await rangeOf(source, stream, now).catch((error: unknown) => {
    if (error instanceof StreamDeleted) return undefined
    throw error
  })
  return range !== undefined && revision >= range.oldest && created >= range.createdFrom
}

/** Follows the links among these events, one step each. What a link leads to is seen as a read of its stream would show it. `now` in milliseconds since 1970. */
export const followLinks = async (source: Source, events: readonly StoredEvent[], now: number): Promise<readonly Followed[]> => {
  const placed = events.map((event) => ({ event, place: placeIn(event) }))
  const places = placed.flatMap(({ place }) => (place && place !== nowhere ? [place] : []))
  const targets = new Map<string, StoredEvent>()
  if (places.length > 0) {
    for (const event of await source.log.at(places)) if (await isVisible(source, event, now)) targets.set(keyOf(event), event)
  }
  return placed.map(({ event, place }) => (place ? { event: targets.get(keyOf(place)), link: event } : { event, link: undefined }))
}
