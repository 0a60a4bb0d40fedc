import { expect, test } from 'vitest'
import { testEdge } from '../testing.ts'
import { contactsOf, namesOf } from './contacts.ts'
import { regionOf } from './region.ts'

test.each([
  ['8 900 123-45-67', '+79001234567'],
  ['+7 (900) 1234567', '+79001234567'],
  ['9001234567', '+79001234567'],
  ['+49 30 123456', '+4930123456'],
  ['8 (495) 123-45-67 доб. 12', '+74951234567 ext. 12'],
  ['call 12-34-5', 'call 12-34-5'],
])('in Russia %s is %s', (typed, phone) => {
  expect(contactsOf({ phone: typed }, 'RU').phone).toBe(phone)
})

test.each([
  ['Europe/Moscow', 'RUB', 'RU'],
  ['Asia/Almaty', 'RUB', 'KZ'],
  ['Europe/Berlin', 'EUR', 'DE'],
  ['UTC', 'KZT', 'KZ'],
  ['UTC', 'EUR', undefined],
])('numbers in %s, paid in %s, are of %s', (timeZone, currency, region) => {
  expect(regionOf({ timeZone, currency })).toBe(region)
})

test('what differs only in its writing has one name; what is not there has none', () => {
  const names = (phone: string | undefined, email?: string) => namesOf(testEdge(), 't', contactsOf({ phone, email }, 'RU')).map(({ key }) => key)
  expect(names('8 900 123-45-67')).toEqual(names('+7 900 1234567'))
  expect(names('5-00-00')).toEqual(names('50000'))
  expect(names(undefined, ' Anna@Mail.Test')).toEqual(names(undefined, 'anna@mail.test'))
  expect(names('8 900 123-45-67', 'a@b.test').map((key) => key.split('_')[0])).toEqual(['customerphone', 'customeremail'])
  // What stands in a stream's name has no dash: the first one ends the category (design.md §4).
  expect(names('8 900 123-45-67', 'a@b.test').join()).not.toContain('-')
  expect(names('50000')).not.toEqual(names('50001'))
  expect(names(undefined)).toEqual([])
})
