import type { Posted } from './portal.ts'

/** Why a call did not do what was asked, with the CRM's own words. */
export type Failure = {
  readonly kind:
    | 'busy' // the bucket of the portal is empty
    | 'over-time' // this method has used up its computing time
    | 'auth' // the webhook may not do this, or is gone
    | 'absent' // there is no such item
    | 'refused' // the portal understood and says no
    | 'unreachable' // provably not done
    | 'unknown' // maybe done
  readonly words: string
  /** When the portal itself says to come back, ms since 1970. */
  readonly until?: number | undefined
}

const authCodes = new Set([
  'NO_AUTH_FOUND',
  'INVALID_CREDENTIALS',
  'EXPIRED_TOKEN',
  'INVALID_TOKEN',
  'INSUFFICIENT_SCOPE',
  'ACCESS_DENIED',
  'USER_ACCESS_ERROR',
  'PORTAL_DELETED',
])
const absentCodes = new Set(['NOT_FOUND', 'ERROR_ENTITY_NOT_FOUND', 'ERROR_NOT_FOUND'])
const longest = 400

/** What looks like an e-mail or a telephone number is left out: a portal may repeat what it was sent, and reasons are kept for long. */
const impersonal = (text: string) => text.replace(/\S+@\S+/g, '…').replace(/\+?\d[\d\s()-]{7,}\d/g, '…')

const text = (value: unknown) => (typeof value === 'string' ? value : '')
const wordsOf = (code: string, description: string, fallback: string) =>
  impersonal([code, description].filter(Boolean).join(': ') || fallback)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .slice(0, longest)

const resetAt = (body: Readonly<Record<string, unknown>>) => {
  const { operating_reset_at: seconds } = (body['time'] ?? {}) as { operating_reset_at?: unknown }
  return typeof seconds === 'number' ? seconds * 1_000 : undefined
}

/** An error that the portal answered (providers.md §2.4): old business errors have an empty code, so the status decides where the code says nothing. Pure. */
export const failureOfAnswer = (status: number, body: Readonly<Record<string, unknown>>): Failure => {
  const code = text(body['error'])
  const words = wordsOf(code, text(body['error_description']), `HTTP ${status}`)
  if (code === 'QUERY_LIMIT_EXCEEDED') return { kind: 'busy', words }
  if (code === 'OPERATION_TIME_LIMIT' || status === 429) return { kind: 'over-time', words, until: resetAt(body) }
  if (authCodes.has(code.toUpperCase()) || status === 401 || status === 403) return { kind: 'auth', words }
  if (absentCodes.has(code) || (status === 400 && /^not found$/i.test(text(body['error_description'])))) return { kind: 'absent', words }
  if (status === 503) return { kind: 'unreachable', words }
  if (status >= 400 && status < 500) return { kind: 'refused', words }
  return { kind: 'unknown', words }
}

/** A call that got no answer at all. Pure. */
export const failureOfSilence = ({ is, why }: Extract<Posted, { why: string }>): Failure => {
  const kind = { 'not-sent': 'unreachable', forbidden: 'refused', unknown: 'unknown' } as const
  return { kind: kind[is], words: wordsOf('', why, 'no answer') }
}
