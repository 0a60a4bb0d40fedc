import { describe, expect, test } from 'vitest'
import { encryptField, newPersonKey } from '../../secrets/envelope.ts'
import { fieldOpener, sealFields } from './sealed-fields.ts'

const [key, anothers] = [newPersonKey(), newPersonKey()]
const event = { stream: 'clicks-a.20260101', eventId: '01' }
const texts = { address: '10.0.0.1', userAgent: 'Анна 🌍', visitor: '' }
const personal = { address: 'day', userAgent: 'day', visitor: 'day' }
const sealed = sealFields(key, event, texts)
const opened = (data: Record<string, unknown>, place = event, under = key, of: Record<string, string> = personal) => {
  const open = fieldOpener(place, data, of)
  return Object.fromEntries(Object.keys(of).map((field) => [field, open(under, field)]))
}

test('what is sealed together opens, in whatever order its fields are named', () => {
  expect(opened(sealed)).toEqual(texts)
  expect(opened(sealed, event, key, { visitor: 'day', userAgent: 'day', address: 'day' })).toEqual(texts)
})
test('a repeat is byte-equal, and another text gives other bytes', () => {
  expect(sealFields(key, event, texts)).toEqual(sealed)
  expect(sealFields(key, event, { ...texts, visitor: 'x' })['address']).not.toBe(sealed['address'])
})
test('no field shows its text', () => {
  expect(Object.keys(sealed)).toEqual(Object.keys(texts))
  expect([sealed['userAgent'], sealed['visitor']]).toEqual(['*', '*'])
})
test('a field alone is sealed as it always was, and so is what lies in logs written before', () => {
  const alone = Object.fromEntries(Object.entries(texts).map(([field, text]) => [field, encryptField(key, { ...event, field }, text)]))
  expect(sealFields(key, event, { address: texts.address })).toEqual({ address: alone['address'] })
  expect(opened(alone)).toEqual(texts)
})
test('persons in one event do not mix', () => {
  const data = { ...sealFields(key, event, { name: 'Ann', email: 'a@b.test' }), ...sealFields(anothers, event, { by: 'Bob', note: 'n' }) }
  const open = fieldOpener(event, data, { name: 'ann', email: 'ann', by: 'bob', note: 'bob' })
  expect([open(key, 'email'), open(anothers, 'note'), open(key, 'name')]).toEqual(['a@b.test', 'n', 'Ann'])
  expect(() => fieldOpener(event, data, { name: 'ann', email: 'ann', by: 'bob', note: 'bob' })(key, 'by')).toThrow()
})
test('nobody means nothing', () => expect(sealFields(key, event, {})).toEqual({}))

describe('it does not open', () => {
  test.each([
    ['in another stream', { ...event, stream: 'clicks-b.20260101' }],
    ['in another event', { ...event, eventId: '02' }],
  ])('%s', (_, place) => expect(() => opened(sealed, place)).toThrow())
  test('under another key', () => expect(() => opened(sealed, event, anothers)).toThrow())
  test('as other fields', () => {
    const { address, ...rest } = sealed
    expect(() => opened({ ...rest, name: address }, event, key, { name: 'day', userAgent: 'day', visitor: 'day' })).toThrow()
  })
  test('with a field taken away', () => expect(() => opened({ ...sealed }, event, key, { address: 'day', visitor: 'day' })).toThrow())
})
