/** A page as the client gets it: events, and between them the positions up to which everything has been looked at. */
export type Item<E> = { readonly kind: 'event'; readonly event: E } | { readonly kind: 'checkpoint'; readonly position: number }

type Looked<E> = { readonly events: readonly E[]; readonly readTo: number }

/**
 * Puts a checkpoint wherever `every` positions were looked at since the last one. Without them a subscriber whose filter lets little
 * through would begin far back after a restart. A page full of events that do not pass yields a single one, at its end.
 */
export const withCheckpoints = <E extends { readonly position: number }>(
  { events, readTo }: Looked<E>,
  every: number,
  last: number,
): { readonly items: readonly Item<E>[]; readonly last: number } => {
  const items: Item<E>[] = []
  let checked = last
  const reach = (position: number): void => {
    if (position - checked < every) return
    items.push({ kind: 'checkpoint', position })
    checked = position
  }
  for (const event of events) {
    reach(event.position - 1)
    items.push({ kind: 'event', event })
  }
  reach(readTo)
  return { items, last: checked }
}
