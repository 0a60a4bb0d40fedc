import type { Carried } from './carriage.ts'
import { placeOf } from './log-event.ts'
import { fingerprint, runningHash } from './running-hash.ts'

/** One side of a comparison: how many events it has of those that are carried, and their hash. */
export type Side = { readonly count: number; readonly hash: string }

export type Comparison =
  | { readonly is: 'same'; readonly source: Side; readonly target: Side }
  /** The target holds the beginning; `rest` is what it lacks, read from where the comparison stopped. Must be read or returned. */
  | { readonly is: 'behind'; readonly count: number; readonly rest: AsyncGenerator<Carried, void> }
  | { readonly is: 'different'; readonly source: Side; readonly target: Side; readonly first: string }

async function* follow(first: Carried, rest: AsyncIterable<Carried>): AsyncGenerator<Carried, void> {
  yield first
  yield* rest
}

const described = (found: Carried | undefined) => (found ? placeOf(found.event) : 'nothing')

/**
 * Walks both logs side by side from their beginnings to the first difference or the end of one. `enough` events in the source are its end, for a source that
 * grows. `onCompared` hears of each pair.
 */
export const compareLogs = async (
  source: AsyncGenerator<Carried, void>,
  target: AsyncGenerator<Carried, void>,
  enough: number,
  onCompared: (events: number) => void = () => {},
): Promise<Comparison> => {
  const [ours, theirs] = [runningHash(), runningHash()]
  let open = true
  const sides = () => ({ source: { count: ours.count(), hash: ours.hex() }, target: { count: theirs.count(), hash: theirs.hex() } })
  try {
    for (;;) {
      const found = (await target.next()).value ?? undefined
      if (!found && ours.count() >= enough) return { is: 'same', ...sides() }
      const meant = (await source.next()).value ?? undefined
      if (!found && !meant) return { is: 'same', ...sides() }
      if (!found && meant) {
        open = false
        return { is: 'behind', count: ours.count(), rest: follow(meant, source) }
      }
      const [left, right] = [meant && fingerprint(meant), found && fingerprint(found)]
      if (left) ours.add(left)
      if (right) theirs.add(right)
      if (!left || !right || !left.equals(right)) {
        const first = meant
          ? `event ${ours.count()} of the log is ${placeOf(meant.event)}, and the target has ${described(found)} there`
          : `the log ends after ${ours.count()} events, and the target goes on with ${described(found)}`
        return { is: 'different', ...sides(), first }
      }
      onCompared(1)
    }
  } finally {
    await target.return()
    if (open) await source.return()
  }
}
