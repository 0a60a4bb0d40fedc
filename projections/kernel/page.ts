import { createHmac, timingSafeEqual } from 'node:crypto'
import { Refused } from '@kontor/core/kernel'
import { z } from 'zod'

/** What a list is asked for, beside its filters. */
export type Page = { readonly cursor?: string | undefined; readonly limit: number }
export type Paged<T> = { readonly items: T[]; readonly nextCursor?: string }

const Key = z.array(z.string())
let secret: Buffer | undefined

/** Once, at the start: what cursors are signed with. The same in every process of an installation, or pages of one are refused by another. */
export const signCursorsWith = (key: Buffer): void => {
  secret = key
}

const signature = (list: string, text: string): Buffer => {
  if (!secret) throw new Error('signCursorsWith was not called')
  return createHmac('sha256', secret).update(`cursor:${list}:${text}`).digest().subarray(0, 16)
}

/**
 * Rows of `limit + 1` as one page; the row too many only tells that there are more. `keyOf` gives the columns by which the list is ordered, and so where
 * the next page of this list begins.
 */
export const page = <T>(list: string, rows: readonly T[], limit: number, keyOf: (row: T) => readonly string[]): Paged<T> => {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  if (rows.length <= limit || last === undefined) return { items }
  const text = Buffer.from(JSON.stringify(keyOf(last))).toString('base64url')
  return { items, nextCursor: `${text}.${signature(list, text).toString('base64url')}` }
}

/** The columns of the last row seen. Raises Refused `cursor.invalid` for one that this list did not sign. */
export const openCursor = (list: string, cursor: string): readonly string[] => {
  const [text = '', signed = ''] = cursor.split('.')
  const given = Buffer.from(signed, 'base64url')
  const expected = signature(list, text)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new Refused('cursor.invalid')
  return Key.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
}
