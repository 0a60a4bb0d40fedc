import { expect, test } from 'vitest'
import { keyedHash, rootKeys } from '../secrets/index.ts'
import { addresses, isSame, keyedToken } from './addresses.ts'

const keyed = keyedHash(rootKeys(Buffer.alloc(32, 7)))
const [ours, theirs] = ['a'.repeat(32), 'b'.repeat(32)]
const hooks = addresses(keyed, 'bitrix24-hook')

test('an address of ours leads to its tenant, and to nobody else', () => {
  expect(hooks.of(ours)).toMatch(/^a{32}[0-9a-f]{32}$/)
  expect([hooks.tenantOf(hooks.of(ours)), hooks.tenantOf(hooks.of(theirs))]).toEqual([ours, theirs])
})
test.each([
  ['nothing', ''],
  ['a tenant alone', ours],
  ['another tenant with this proof', theirs + hooks.of(ours).slice(32)],
  ['one digit changed', hooks.of(ours).replace(/.$/, (digit) => (digit === '0' ? '1' : '0'))],
  ['capitals', hooks.of(ours).toUpperCase()],
  ['something after it', `${hooks.of(ours)}0`],
  ['another purpose', addresses(keyed, 'bitrix24-sandbox').of(ours)],
  ['another root', addresses(keyedHash(rootKeys(Buffer.alloc(32, 8))), 'bitrix24-hook').of(ours)],
])('%s is no address', (_what, address) => expect(hooks.tenantOf(address)).toBeUndefined())
test('tokens differ by tenant and purpose', () => {
  const tokens = [keyedToken(keyed, 'a', ours), keyedToken(keyed, 'b', ours), keyedToken(keyed, 'a', theirs)]
  expect(new Set(tokens).size).toBe(3)
  expect(keyedToken(keyed, 'a', ours)).toBe(tokens[0])
})
test('texts are the same or not, of whatever length', () =>
  expect([isSame('a', 'a'), isSame('a', 'b'), isSame('a', 'aa'), isSame('', 'a')]).toEqual([true, false, false, false]))
