import { Id } from '@kontor/core/kernel'
import { expect, test } from 'vitest'
import { derivedId, newId } from './ids.ts'
import { keyedHash } from './keyed-hash.ts'
import { rootKeys } from './root-key.ts'

test('a new id is a UUIDv7: version, variant, and the millisecond first', () => {
  const id = newId(Date.parse('2026-01-02T03:04:05.678Z'))
  expect(Id.parse(id)).toBe(id)
  expect(Number.parseInt(id.slice(0, 12), 16)).toBe(Date.parse('2026-01-02T03:04:05.678Z'))
  expect(id[12]).toBe('7')
  expect('89ab').toContain(id[16])
})
test('later ids sort later', () => expect(newId(1_000) < newId(1_001)).toBe(true))
test('no two are alike', () => expect(new Set(Array.from({ length: 1_000 }, () => newId(1))).size).toBe(1_000))

test('a derived id is a UUIDv5 and always the same', () => {
  expect(derivedId('event', 'command:0')).toBe(derivedId('event', 'command:0'))
  expect(derivedId('event', 'command:0')).toMatch(/^[0-9a-f]{12}5[0-9a-f]{3}[89ab][0-9a-f]{15}$/)
})
test('it is frozen: ids in the log depend on it', () => expect(derivedId('event', 'command:0')).toBe('7090968a8b725b48a43d76249c57dde9'))
test('where the scope ends matters', () => expect(derivedId('ab', 'c')).not.toBe(derivedId('a', 'bc')))

const keyed = keyedHash(rootKeys(Buffer.alloc(32, 7)))
test('a name is told by kind and hash alone', () => expect(keyed('email', 'ann@example.test')).toMatch(/^email_[0-9a-f]{64}$/))
test('another kind, value or root key gives another name', () => {
  const names = [keyed('email', 'a'), keyed('account', 'a'), keyed('email', 'b'), keyedHash(rootKeys(Buffer.alloc(32, 8)))('email', 'a')]
  expect(new Set(names.map((name) => name.split('_')[1])).size).toBe(4)
})
