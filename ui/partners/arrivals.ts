type Row = { readonly partnerId: string }

/** What a list shows while its newest form waits: `waiting` rows are new and held back, `arrived` have just been let in. */
export type Shown<T extends Row> = { readonly rows: readonly T[]; readonly waiting: readonly string[]; readonly arrived: readonly string[] }

export const nothingShown = { rows: [], waiting: [], arrived: [] } as const

/**
 * Nobody's row moves under the pointer (ui.md §1.8). When the reader is calm (at the top, focus elsewhere) the newest form is shown
 * and its new rows are tinted; otherwise known rows change where they stand and new ones wait for a press. A row that left stays
 * while it is the open one, since somebody is reading it.
 */
export const arrive = <T extends Row>(
  shown: Shown<T>,
  latest: readonly T[],
  { calm, open }: { readonly calm: boolean; readonly open: string | undefined },
): Shown<T> => {
  const known = new Map(shown.rows.map((row) => [row.partnerId, row]))
  const newest = new Map(latest.map((row) => [row.partnerId, row]))
  const fresh = latest.filter(({ partnerId }) => !known.has(partnerId)).map(({ partnerId }) => partnerId)
  const first = shown.rows.length === 0
  const stayed = shown.rows.flatMap((row) => newest.get(row.partnerId) ?? (row.partnerId === open ? row : []))
  if (!calm && !first) return { rows: stayed, waiting: fresh, arrived: [] }
  const left = open !== undefined && !newest.has(open) ? known.get(open) : undefined
  if (!left) return { rows: latest, waiting: [], arrived: first ? [] : fresh }
  const place = Math.min(shown.rows.indexOf(left) + fresh.length, latest.length)
  return { rows: [...latest.slice(0, place), left, ...latest.slice(place)], waiting: [], arrived: fresh }
}
