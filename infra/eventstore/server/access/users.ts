import { createHmac, createSecretKey, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto'
import { Refused } from '@kontor/core/kernel'
import { type Passwords, passwords } from '../../../secrets/passwords.ts'

/** Somebody who may use the store: all of it, since it keeps no access lists. The hash is argon2id's, encoded with its parameters and salt. */
export type StoreUser = { readonly name: string; readonly passwordHash: string }

/** What a call's credentials are worth; `busy`: too many guesses are being looked at already. */
export type Verdict = 'known' | 'absent' | 'wrong' | 'busy'

type Credentials = { readonly name: string; readonly password: string }

/** HTTP's Basic scheme (RFC 7617): a password may hold colons, a name may not. */
const parse = (authorization: string): Credentials | undefined => {
  const [, encoded] = authorization.match(/^basic +([a-z0-9+/]+=*) *$/i) ?? []
  const decoded = Buffer.from(encoded ?? '', 'base64').toString()
  const colon = decoded.indexOf(':')
  return colon < 0 ? undefined : { name: decoded.slice(0, colon), password: decoded.slice(colon + 1) }
}

const mac = (key: KeyObject, text: string): Buffer => createHmac('sha256', key).update(text).digest()

/**
 * Judges the `authorization` of a call. A password is hashed slowly the first time only: the header that was good last is known again by a hash under a key
 * that lives as long as this process, in microseconds. A wrong one always costs the slow way, so guessing stays slow.
 */
export const userCheck = (
  users: readonly StoreUser[],
  { verify }: Pick<Passwords, 'verify'> = passwords(),
): ((authorization: string | undefined) => Promise<Verdict>) => {
  const hashes = new Map(users.map(({ name, passwordHash }) => [name, passwordHash]))
  const key = createSecretKey(randomBytes(32))
  const lastGood = new Map<string, Buffer>()

  return async (authorization) => {
    if (authorization === undefined) return 'absent'
    const given = parse(authorization)
    if (!given) return 'wrong'
    const seen = mac(key, authorization)
    const known = lastGood.get(given.name)
    if (known && timingSafeEqual(known, seen)) return 'known'
    try {
      if (!(await verify(hashes.get(given.name), given.password))) return 'wrong'
    } catch (error) {
      if (error instanceof Refused) return 'busy'
      throw error
    }
    lastGood.set(given.name, seen)
    return 'known'
  }
}
