/** The same person on the same link again within this time has pressed twice. Milliseconds. */
const within = 10_000
const remembered = 100_000

/**
 * Answers whether the visit was there a moment ago, and remembers it when not. A heuristic by design: each process knows its own visitors, and only so many of
 * them; what counts as unique is decided by the day, in the view.
 */
export const recentVisits = (limit = remembered) => {
  const visits = new Map<string, number>()
  return (visit: string, at: number): boolean => {
    const earlier = visits.get(visit)
    if (earlier !== undefined && Math.abs(at - earlier) < within) return true
    visits.delete(visit)
    visits.set(visit, at)
    for (const [oldest, then] of visits) {
      if (visits.size <= limit && Math.abs(at - then) < within) break
      visits.delete(oldest)
    }
    return false
  }
}
