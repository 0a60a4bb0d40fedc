import { type StoredEvent, sizeOf } from '../events.ts'

const pageBytes = 2 * 1024 * 1024
const most = 1_000
const firstPage = 100

/** How many events to ask for next, judged by the page before: many small ones or a few large ones, so that a page stays near two megabytes. */
export const nextPageSize = (page: readonly StoredEvent[] | undefined): number => {
  if (!page || page.length === 0) return firstPage
  const average = page.reduce((total, event) => total + sizeOf(event), 0) / page.length
  return Math.max(1, Math.min(most, Math.floor(pageBytes / Math.max(average, 1))))
}
