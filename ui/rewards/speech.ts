import type { Lang } from '../kit/format/index.ts'

/** How a pure function speaks: the words of the page, the language they are in, and the moment that decides whether a year is said. */
export type Speech = {
  readonly t: (key: string, values?: Record<string, unknown>, plural?: number) => string
  readonly lang: Lang
  readonly now: Date
}
