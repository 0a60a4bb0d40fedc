type Row = { readonly partnerId: string }

/** What a list shows while its newest form waits: `waiting` rows are new and held back, `arrived` have just been let in, `left` is gone from the list but still open. */
export type Shown<T extends Row> = {
  readonly rows: readonly T[]
  readonly waiting: readonly string[]
  readonly arrived: readonly string[]
  readonly left: string | undefined
}
type Reader = { readonly calm: boolean; readonly open: string | undefined }

export const nothingShown = { rows: [], waiting: [], arrived: [], left: undefined } as const

/** The newest rows with one more that has left them, before the neighbour it stood above. */
const keep = <T extends Row>(row: T, before: readonly T[], latest: readonly T[]): readonly T[] => {
  const ids = latest.map(({ partnerId }) => partnerId)
  const neighbour = before.slice(before.indexOf(row) + 1).find(({ partnerId }) => ids.includes(partnerId))
  const place = neighbour ? ids.indexOf(neighbour.partnerId) : latest.length
  return [...latest.slice(0, place), row, ...latest.slice(place)]
}

/**
 * Nobody's row moves under the pointer (ui.md §1.8). When the reader is calm (at the top, focus elsewhere) the newest form is shown
 * and its new rows are tinted; otherwise known rows change where they stand and new ones wait for a press. A row that left stays
 * while it is the open one, since somebody is reading it.
 */
export const arrive = <T extends Row>({ rows }: Shown<T>, latest: readonly T[], { calm, open }: Reader): Shown<T> => {
  const known = new Set(rows.map(({ partnerId }) => partnerId))
  const fresh = latest.filter(({ partnerId }) => !known.has(partnerId)).map(({ partnerId }) => partnerId)
  const first = rows.length === 0
  const inPlace = calm || first ? latest : latest.filter(({ partnerId }) => known.has(partnerId))
  const reading = rows.find(({ partnerId }) => partnerId === open)
  const left = reading && !latest.some(({ partnerId }) => partnerId === open) ? reading : undefined
  return {
    rows: left ? keep(left, rows, inPlace) : inPlace,
    waiting: calm || first ? [] : fresh,
    arrived: calm && !first ? fresh : [],
    left: left?.partnerId,
  }
}
