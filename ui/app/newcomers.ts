/** What a reader has been shown: the rows they know, those that have just been let in, and those that wait for a press. */
export type Seen = { readonly known: ReadonlySet<string>; readonly fresh: readonly string[]; readonly waiting: readonly string[] }

/** New rows stand above the first that is known; what comes below was asked for by reading on. */
const above = (ids: readonly string[], known: ReadonlySet<string>) => {
  const first = ids.findIndex((id) => known.has(id))
  return first < 0 ? [] : ids.slice(0, first)
}

/**
 * Nobody's row moves under the pointer (ui.md §1.8): a calm reader sees new rows at once, tinted; for one who is at work they wait.
 * `seen` is undefined for a list that is shown for the first time, whose rows are no news.
 */
export const meet = (seen: Seen | undefined, ids: readonly string[], calm: boolean): Seen => {
  if (!seen || seen.known.size === 0) return { known: new Set(ids), fresh: [], waiting: [] }
  const news = above(ids, seen.known)
  if (calm) return { known: new Set(ids), fresh: news, waiting: [] }
  return { known: new Set(ids.filter((id) => !news.includes(id))), fresh: [], waiting: news }
}
