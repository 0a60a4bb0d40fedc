import { expect, test } from 'vitest'
import { decryptField, encryptField, keyWrap, newPersonKey } from './envelope.ts'
import { rootKeys } from './root-key.ts'

const key = newPersonKey()
const place = { stream: 'users-a.b', eventId: '01', field: 'email' }
const sealed = encryptField(key, place, 'ann@example.test')

test('what is sealed opens', () => expect(decryptField(key, place, sealed)).toBe('ann@example.test'))
test('an empty text and one of many scripts as well', () => {
  for (const text of ['', 'Анна 🌍', 'x'.repeat(10_000)]) expect(decryptField(key, place, encryptField(key, place, text))).toBe(text)
})
test('a repeat is byte-equal, which idempotent appends need', () => expect(encryptField(key, place, 'ann@example.test')).toBe(sealed))

const nonceOf = (text: string) => Buffer.from(text, 'base64').subarray(0, 12).toString('hex')
test('another text in the same place has another nonce', () =>
  expect(nonceOf(encryptField(key, place, 'bob@example.test'))).not.toBe(nonceOf(sealed)))
test('the same text elsewhere looks different', () => {
  expect(encryptField(key, { ...place, field: 'fullName' }, 'ann@example.test')).not.toBe(sealed)
})

test.each([
  ['another stream', { ...place, stream: 'users-a.c' }],
  ['another event', { ...place, eventId: '02' }],
  ['another field', { ...place, field: 'fullName' }],
])('moved to %s it does not open', (_, elsewhere) => expect(() => decryptField(key, elsewhere, sealed)).toThrow())
test("with another person's key it does not open", () => expect(() => decryptField(newPersonKey(), place, sealed)).toThrow())
test('no changed byte goes unnoticed', () => {
  const bytes = Buffer.from(sealed, 'base64')
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(() => decryptField(key, place, changed.toString('base64'))).toThrow()
  }
})

const wrap = keyWrap(rootKeys(Buffer.alloc(32, 1)))
const wrapped = wrap.wrap('tenant', 'person', key)
test('a wrapped key comes back', () => expect(wrap.unwrap('tenant', 'person', wrapped)).toEqual(key))
test('but for no other person, tenant or root', () => {
  expect(() => wrap.unwrap('tenant', 'another', wrapped)).toThrow()
  expect(() => wrap.unwrap('another', 'person', wrapped)).toThrow()
  expect(() => keyWrap(rootKeys(Buffer.alloc(32, 2))).unwrap('tenant', 'person', wrapped)).toThrow()
})
