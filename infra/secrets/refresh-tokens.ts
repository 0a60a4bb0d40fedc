import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { RootKeys } from './root-key.ts'

const idLength = 16
const secretLength = 24
const macLength = 16
const wholeLength = idLength + secretLength + macLength

/**
 * Refresh tokens: the family's id, a secret, and a mark that it was issued here. The mark is what tells a copied old token, which revokes its family, from an
 * invented one: a family's id is no secret, and knowing it must not be enough to end somebody's session.
 */
export type RefreshTokens = {
  /** Base64url, 75 characters. */
  readonly issue: (familyId: string) => string
  /** The family and the hash to compare; undefined for what was never issued. */
  readonly read: (token: string) => { readonly familyId: string; readonly hash: Buffer } | undefined
}

export const refreshTokens = (root: RootKeys): RefreshTokens => {
  const key = root.subkey('refresh tokens')
  const markOf = (bytes: Buffer) => createHmac('sha256', key).update(bytes).digest().subarray(0, macLength)
  return {
    issue: (familyId) => {
      const bytes = Buffer.concat([Buffer.from(familyId, 'hex'), randomBytes(secretLength)])
      return Buffer.concat([bytes, markOf(bytes)]).toString('base64url')
    },
    read: (token) => {
      const whole = Buffer.from(token, 'base64url')
      // Base64url forgives stray characters; two spellings of one token are not two tokens.
      if (whole.length !== wholeLength || whole.toString('base64url') !== token) return undefined
      const bytes = whole.subarray(0, idLength + secretLength)
      if (!timingSafeEqual(whole.subarray(bytes.length), markOf(bytes))) return undefined
      return { familyId: whole.toString('hex', 0, idLength), hash: createHash('sha256').update(whole).digest() }
    },
  }
}
