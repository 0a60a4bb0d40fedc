import { createCipheriv, createDecipheriv, createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import { bounded } from './bounded.ts'
import type { RootKeys } from './root-key.ts'

/** Where an encrypted field lies; a value moved to another place does not open. */
export type Place = { readonly stream: string; readonly eventId: string; readonly field: string }

const algorithm = 'aes-256-gcm'
const nonceLength = 12
const tagLength = 16

const objects = new WeakMap<Buffer, KeyObject>()

/** Node asks of a plain buffer at every use whether it is a key, which takes five times as long as the encryption of a short field. */
const keyOf = (bytes: Buffer): KeyObject => {
  const known = objects.get(bytes) ?? createSecretKey(bytes)
  objects.set(bytes, known)
  return known
}

const seal = (key: Buffer, nonce: Buffer, aad: string, plain: Buffer): Buffer => {
  const cipher = createCipheriv(algorithm, keyOf(key), nonce, { authTagLength: tagLength }).setAAD(Buffer.from(aad))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** Under a nonce of its own each time; opens only with the same key and the same `aad`. */
export const sealFresh = (key: Buffer, aad: string, plain: Buffer): Buffer => seal(key, randomBytes(nonceLength), aad, plain)

/** @throws Error for another key, another `aad`, or a changed value */
export const openSealed = (key: Buffer, aad: string, sealed: Buffer): Buffer => {
  const nonce = sealed.subarray(0, nonceLength)
  const decipher = createDecipheriv(algorithm, keyOf(key), nonce, { authTagLength: tagLength }).setAAD(Buffer.from(aad))
  decipher.setAuthTag(sealed.subarray(sealed.length - tagLength))
  return Buffer.concat([decipher.update(sealed.subarray(nonceLength, sealed.length - tagLength)), decipher.final()])
}

const aadOf = ({ stream, eventId, field }: Place): string => `${stream}|${eventId}|${field}`

/**
 * Encrypts one personal field under its person's key, as base64 text. The nonce follows from place and text (ADR 0014): the same event written again is
 * byte-equal, which the store's idempotency needs, and another text in the same place never meets the same nonce.
 */
export const encryptField = (personKey: Buffer, place: Place, text: string): string => {
  const aad = aadOf(place)
  const nonce = createHmac('sha256', keyOf(personKey)).update(`nonce\0${aad}\0${text}`).digest().subarray(0, nonceLength)
  return seal(personKey, nonce, aad, Buffer.from(text)).toString('base64')
}

/** @throws Error for another key, another place, or a changed value */
export const decryptField = (personKey: Buffer, place: Place, sealed: string): string =>
  openSealed(personKey, aadOf(place), Buffer.from(sealed, 'base64')).toString()

/** Keys of persons as they are kept: each wrapped under a key that the root gives its tenant. */
export type KeyWrap = {
  readonly wrap: (tenantId: string, personId: string, personKey: Buffer) => Buffer
  /** @throws Error for a wrapped key of another person, or of another root key */
  readonly unwrap: (tenantId: string, personId: string, wrapped: Buffer) => Buffer
}

export const keyWrap = (root: RootKeys): KeyWrap => {
  const known = bounded<Buffer>(1_000)
  const tenantKey = (tenantId: string) => {
    const key = known.get(tenantId) ?? root.subkey(`persons of ${tenantId}`)
    known.set(tenantId, key)
    return key
  }
  return {
    wrap: (tenantId, personId, personKey) => sealFresh(tenantKey(tenantId), `${tenantId}.${personId}`, personKey),
    unwrap: (tenantId, personId, wrapped) => openSealed(tenantKey(tenantId), `${tenantId}.${personId}`, wrapped),
  }
}

export const newPersonKey = (): Buffer => randomBytes(32)
