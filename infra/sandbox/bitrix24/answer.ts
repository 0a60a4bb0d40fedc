import { portalTime, seconds } from './times.ts'

/** What a method answers: a result, or an error with the status that a portal gives it. */
export type Answer =
  | { readonly result: unknown; readonly total?: number | undefined; readonly next?: number | undefined }
  | { readonly error: string; readonly description: string; readonly status: number }

export const refused = (error: string, description: string, status = 400): Answer => ({ error, description, status })
export const notFound = (): Answer => refused('NOT_FOUND', 'Элемент не найден')

/** The block of times that every good answer ends with, and clients insist on. */
export const timeBlock = (start: number, finish: number) => ({
  start: start / 1_000,
  finish: finish / 1_000,
  duration: (finish - start) / 1_000,
  processing: (finish - start) / 1_000,
  date_start: portalTime(start),
  date_finish: portalTime(finish),
  operating_reset_at: seconds(finish) + 600,
  operating: 0,
})
