import type { Acknowledged } from './acknowledgements.ts'

/** An event as the log or a subscriber gives it. `key` names the write and the event's place in it, whatever id it came with. */
export type Found = { readonly key: string; readonly id: string; readonly stream: string; readonly revision: number; readonly position: string }

/**
 * What can be wrong: an acknowledged event that is missing, stands there twice or elsewhere than was said; a stream with a gap; positions that do not rise; an
 * event nobody was told of although all writers have their answers; a lone writer refused; a subscriber that heard something else than the log says; a repeat
 * answered otherwise than the first time; a store that ended by itself.
 */
export type Fault =
  | 'lost'
  | 'doubled'
  | 'misplaced'
  | 'sparse'
  | 'unordered'
  | 'unaccounted'
  | 'refused'
  | 'misheard'
  | 'answered otherwise'
  | 'ended'
export type Finding = { readonly fault: Fault; readonly what: string }

const findingsOf = (fault: Fault, whats: readonly string[]): readonly Finding[] => [...new Set(whats)].map((what) => ({ fault, what }))

type Expected = Pick<Found, 'key' | 'id' | 'stream' | 'revision'> & { readonly position: string | undefined }

/** The events of one append. Only the last one's position was told. */
const eventsOf = ({ write, stream, ids, revision, position }: Acknowledged): readonly Expected[] =>
  ids.map((id, index) => {
    const last = index === ids.length - 1
    return { key: `${write}.${index}`, id, stream, revision: revision - (ids.length - 1 - index), position: last ? position : undefined }
  })

const standsAt = (found: Found, { id, stream, revision, position }: Expected): boolean =>
  found.id === id && found.stream === stream && found.revision === revision && (position === undefined || found.position === position)

const gaps = (log: readonly Found[]): readonly string[] => {
  const due = new Map<string, number>()
  return log.flatMap(({ stream, revision }) => {
    const wanted = due.get(stream) ?? 0
    due.set(stream, revision + 1)
    return revision === wanted ? [] : [`${stream} has ${revision} where ${wanted} was due`]
  })
}

const falls = (log: readonly Found[]): readonly string[] =>
  log.flatMap(({ position }, index) => {
    const before = log[index - 1]
    return before && BigInt(position) <= BigInt(before.position) ? [`${position} follows ${before.position}`] : []
  })

/**
 * Holds a log, in its own order, against what was acknowledged before it was read. `settled` says that no outcome is unknown any more, so that an event which
 * nobody was told of is one too many.
 */
export const verify = (log: readonly Found[], acknowledged: readonly Acknowledged[], settled: boolean): readonly Finding[] => {
  const stored = new Map<string, Found>()
  const doubled: string[] = []
  for (const found of log) {
    if (stored.has(found.key)) doubled.push(found.key)
    else stored.set(found.key, found)
  }
  const expected = acknowledged.flatMap(eventsOf)
  const known = new Set(expected.map(({ key }) => key))
  const misplaced = expected.filter((one) => {
    const found = stored.get(one.key)
    return found !== undefined && !standsAt(found, one)
  })
  return [
    ...findingsOf(
      'lost',
      expected.filter(({ key }) => !stored.has(key)).map(({ key }) => key),
    ),
    ...findingsOf('doubled', doubled),
    ...findingsOf(
      'misplaced',
      misplaced.map(({ key }) => key),
    ),
    ...findingsOf('sparse', gaps(log)),
    ...findingsOf('unordered', falls(log)),
    ...findingsOf('unaccounted', settled ? [...stored.keys()].filter((key) => !known.has(key)) : []),
  ]
}

/** Holds what a subscriber heard against the log: the same events in the same order, from the first on; `whole` when it must have heard all. */
export const compareHeard = (name: string, heard: readonly Found[], log: readonly Found[], whole: boolean): readonly Finding[] => {
  const length = whole ? Math.max(heard.length, log.length) : heard.length
  const at = Array.from({ length }, (_, index) => index).find(
    (index) => heard[index]?.key !== log[index]?.key || heard[index]?.position !== log[index]?.position,
  )
  if (at === undefined) return []
  const tell = (found: Found | undefined) => (found ? `${found.key} at ${found.position}` : 'nothing')
  return [{ fault: 'misheard', what: `${name} heard ${tell(heard[at])} where the log has ${tell(log[at])}` }]
}
