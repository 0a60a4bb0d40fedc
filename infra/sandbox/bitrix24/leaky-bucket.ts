/** An Enterprise portal: this many calls at once, and this many more each second (providers.md §2.4). */
const ceiling = 250
const perSecond = 5

/** The portal's own count of its callers, in memory as theirs is. `now` is milliseconds. False when it is full. */
export const leakyBucket = (now: () => number) => {
  const levels = new Map<string, { level: number; at: number }>()
  return (portal: string): boolean => {
    const at = now()
    const known = levels.get(portal) ?? { level: 0, at }
    const level = Math.max(0, known.level - ((at - known.at) / 1_000) * perSecond)
    const fits = level + 1 <= ceiling
    levels.set(portal, { level: fits ? level + 1 : level, at })
    return fits
  }
}
