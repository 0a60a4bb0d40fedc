import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonical } from './canonical.ts'

test('the order of keys does not matter', () =>
  expect(canonical({ b: [1, { d: 4, c: 3 }], a: 'x' })).toBe(canonical({ a: 'x', b: [1, { c: 3, d: 4 }] })))
test('the order of a list does', () => expect(canonical([1, 2])).not.toBe(canonical([2, 1])))
test('an absent field is as good as none', () => expect(canonical({ a: 1, b: undefined })).toBe(canonical({ a: 1 })))
test('text is not a number', () => expect(canonical({ a: '1' })).not.toBe(canonical({ a: 1 })))
test('money is text', () => expect(canonical({ minor: 125000n })).toBe('{"minor":"125000"}'))
test.each(['password', 'refreshToken'])('a %s leaves no trace', (field) => expect(canonical({ [field]: 'secret', a: 1 })).toBe('{"a":1}'))
test('any JSON stays readable as JSON', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => canonical(JSON.parse(canonical(value))) === canonical(value)))
})
