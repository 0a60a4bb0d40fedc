import { StreamDeleted } from '../errors.ts'
import type { StoredEvent } from '../events.ts'
import type { LogReader, Place } from './log-reader.ts'
import { rangeOf } from './visible.ts'

/** What a link led to; an event that is no link is its own. `event` is absent when nothing visible stands there any more. */
export type Followed = { readonly event: StoredEvent | undefined; readonly link: StoredEvent | undefined }

type Source = { readonly log: Pick<LogReader, 'at' | 'facts'>; readonly marked: () => boolean }

const linkType = '$>'
const keyOf = ({ stream, revision }: Place): string => `${revision}@${stream}`

/** `<revision>@<stream>`, as EventStoreDB writes links. */
const placeIn = ({ type, data }: StoredEvent): Place | undefined => {
  if (type !== linkType) return undefined
  const [, revision, stream] =
    Buffer.from(data)
      .toString()
      .match(/^(\d{1,15})@(.+)$/s) ?? []
  return stream === undefined ? undefined : { stream, revision: Number(revision) }
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
  const places = events.map(placeIn).filter((place) => place !== undefined)
  const targets = new Map<string, StoredEvent>()
  if (places.length > 0) {
    for (const event of await source.log.at(places)) if (await isVisible(source, event, now)) targets.set(keyOf(event), event)
  }
  return events.map((event) => {
    const place = event.type === linkType ? (placeIn(event) ?? { stream: '', revision: 0 }) : undefined
    return place ? { event: targets.get(keyOf(place)), link: event } : { event, link: undefined }
  })
}
