/**
 * What the store is meant to be, after EventStoreDB 23.10: one list of events, and rules over it that are read at a glance. Slow and small on purpose.
 * `Infinity` stands for the largest number of 64 bits: the revision of a tombstone, and the `$tb` of a stream that was deleted.
 */
export type ModelEvent = { readonly stream: string; readonly revision: number; readonly type: string; readonly id?: string; readonly data: unknown }
export type Limits = { readonly $maxCount?: number; readonly $tb?: number; readonly $maxAge?: number; readonly note?: string }
export type Model = { readonly log: readonly ModelEvent[] }

export type Expected = number | 'any' | 'no_stream' | 'stream_exists'
export type Proposed = { readonly id?: string; readonly type: string; readonly data: unknown }

export type Outcome =
  | { readonly kind: 'written'; readonly model: Model; readonly last: number }
  | { readonly kind: 'repeated'; readonly last: number }
  | { readonly kind: 'wrong version'; readonly current: number }
  | { readonly kind: 'deleted' }

/** The stream that holds a stream's metadata. */
export const metaOf = (stream: string): string => `$$${stream}`
const originalOf = (stream: string): string => stream.replace(/^\$\$/, '')
const isMeta = (stream: string): boolean => stream.startsWith('$$')

const eventsOf = ({ log }: Model, stream: string): readonly ModelEvent[] => log.filter((event) => event.stream === stream)
export const isDead = (model: Model, stream: string): boolean => eventsOf(model, originalOf(stream)).some(({ revision }) => revision === Infinity)
/** The last revision; -1 for a stream that has no events. */
export const lastOf = (model: Model, stream: string): number => eventsOf(model, stream).at(-1)?.revision ?? -1

/** The metadata in force. That of a metadata stream is the same everywhere: its last event only. */
export const limitsOf = (model: Model, stream: string): Limits =>
  isMeta(stream) ? { $maxCount: 1 } : ((eventsOf(model, metaOf(stream)).at(-1)?.data ?? {}) as Limits)
const isDeleted = (model: Model, stream: string): boolean => limitsOf(model, stream).$tb === Infinity

const add = (model: Model, stream: string, proposed: readonly Proposed[]): Model => ({
  log: [...model.log, ...proposed.map((event, n) => ({ ...event, stream, revision: lastOf(model, stream) + 1 + n }))],
})
const limit = (model: Model, stream: string, data: Limits): Model => add(model, metaOf(stream), [{ type: '$metadata', data }])

/** A stream that was deleted lives again behind its last event when it is written to, or given new metadata; what it held stays hidden. */
const write = (model: Model, stream: string, proposed: readonly Proposed[]): Model => {
  const revived = originalOf(stream)
  const after = add(model, stream, proposed)
  if (!isDeleted(model, revived)) return after
  return limit(after, revived, { ...limitsOf(after, revived), $tb: lastOf(model, revived) + 1 })
}

/** Whether the stream may be written to, and if not, why. `ids` are those of the events; what is not an append has one that nobody has seen. */
const decide = (model: Model, stream: string, expected: Expected, ids: readonly (string | undefined)[]): Outcome['kind'] => {
  const last = lastOf(model, stream)
  const held = eventsOf(model, stream)
  if (isDead(model, stream)) return 'deleted'
  if (expected === 'stream_exists' && isDeleted(model, stream)) return 'deleted'
  if (expected === 'stream_exists' && last < 0 && lastOf(model, metaOf(stream)) < 0) return 'wrong version'
  if (expected === 'any' || expected === 'stream_exists') {
    const known = ids.map((id) => id !== undefined && held.some((event) => event.id === id))
    return known.every(Boolean) ? 'repeated' : known[0] ? 'wrong version' : 'written'
  }
  const before = expected === 'no_stream' ? -1 : expected
  if (before === last) return 'written'
  if (before > last) return 'wrong version'
  if (ids.every((id, n) => id !== undefined && held[before + 1 + n]?.id === id)) return 'repeated'
  const begunAnew = expected === 'no_stream' && isDeleted(model, stream) && held[0]?.id !== ids[0]
  return begunAnew ? 'written' : 'wrong version'
}

/** All of the events or none. A repeat is answered with the revision that its last event got then. */
export const append = (model: Model, stream: string, expected: Expected, proposed: readonly Proposed[]): Outcome => {
  const ids = proposed.map(({ id }) => id)
  const kind = decide(model, stream, expected, ids)
  if (kind === 'wrong version') return { kind, current: lastOf(model, stream) }
  if (kind === 'deleted') return { kind }
  if (kind === 'written') return { kind, model: write(model, stream, proposed), last: lastOf(model, stream) + proposed.length }
  return { kind, last: eventsOf(model, stream).find(({ id }) => id === ids.at(-1))?.revision ?? -1 }
}

/** Hides what the stream holds until it is written to again, or ends it for ever. */
export const remove = (model: Model, stream: string, expected: Expected, how: 'delete' | 'tombstone'): Outcome => {
  const kind = decide(model, stream, expected, [undefined])
  if (kind === 'wrong version') return { kind, current: lastOf(model, stream) }
  if (kind !== 'written') return { kind: 'deleted' }
  if (how === 'delete' && lastOf(model, stream) < 0 && lastOf(model, metaOf(stream)) < 0) return { kind: 'wrong version', current: -1 }
  const tombstone: ModelEvent = { stream, revision: Infinity, type: '$streamDeleted', data: undefined }
  const after = how === 'delete' ? limit(model, stream, { $tb: Infinity }) : { log: [...model.log, tombstone] }
  return { kind, model: after, last: lastOf(model, stream) }
}

/** What a reader may see of a stream, in order. */
const visible = (model: Model, stream: string): readonly ModelEvent[] => {
  const { $tb = 0, $maxCount = Infinity } = limitsOf(model, stream)
  const first = Math.max($tb, lastOf(model, stream) - $maxCount + 1)
  return eventsOf(model, stream).filter(({ revision }) => revision >= first)
}

export type Read = { readonly stream: string; readonly from: number | 'start' | 'end'; readonly backwards: boolean; readonly count: number }

export const read = (model: Model, { stream, from, backwards, count }: Read): readonly ModelEvent[] | 'deleted' | 'not found' => {
  if (isDead(model, stream)) return 'deleted'
  if (lastOf(model, stream) < 0 || isDeleted(model, stream)) return 'not found'
  const start = from === 'start' ? 0 : from === 'end' ? Infinity : from
  const seen = visible(model, stream).filter(({ revision }) => (backwards ? revision <= start : revision >= start))
  return (backwards ? seen.toReversed() : seen).slice(0, count)
}

/** The event that a link (`<revision>@<stream>`) leads to, unless nobody may see it. */
export const resolve = (model: Model, link: string): ModelEvent | undefined => {
  const at = link.indexOf('@')
  const [revision, stream] = [Number(link.slice(0, at)), link.slice(at + 1)]
  const found = read(model, { stream, from: revision, backwards: false, count: 1 })
  return typeof found === 'string' ? undefined : found.find((event) => event.revision === revision)
}
