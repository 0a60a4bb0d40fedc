import { describe, expect, test } from 'vitest'
import {
  changeOf,
  compact,
  count,
  countdown,
  date,
  dateTime,
  dayLabel,
  dayRange,
  initials,
  type Lang,
  money,
  parseMoney,
  percent,
  relative,
  share,
  shortId,
} from './index.ts'

/** Written with ordinary spaces for the reader; the format's own are no-break. */
const nb = (text: string) => text.replaceAll(' ', '\u00a0')

describe('money', () => {
  test.each<[string, string, Lang, string]>([
    ['123450', 'RUB', 'ru', '1 234,50 ₽'],
    ['123450', 'RUB', 'en', '1,234.50 ₽'],
    ['123450', 'USD', 'en', '$1,234.50'],
    ['123450', 'USD', 'ru', '1 234,50 $'],
    ['-50000', 'RUB', 'ru', '−500,00 ₽'],
    ['-50000', 'RUB', 'en', '−500.00 ₽'],
    ['-50000', 'EUR', 'en', '−€500.00'],
    ['5', 'RUB', 'ru', '0,05 ₽'],
    ['1234', 'JPY', 'en', '¥1,234'],
    ['1234', 'KWD', 'en', '1.234 KWD'],
    ['900719925474099312', 'RUB', 'en', '9,007,199,254,740,993.12 ₽'],
    ['100', 'QQQ', 'en', 'unknown currency QQQ'],
  ])('%s %s in %s is %s', (minor, currency, lang, text) => {
    expect(money(minor, currency, lang).replaceAll('\u00a0', ' ')).toBe(text)
  })
  test('no ordinary space is in a sum', () => expect(money(123450n, 'RUB', 'ru')).toBe(nb('1 234,50 ₽')))
  test('a whole amount may drop its zeros, and only zeros', () => {
    expect(money('100000', 'RUB', 'ru', { whole: true })).toBe(nb('1 000 ₽'))
    expect(money('100050', 'RUB', 'ru', { whole: true })).toBe(nb('1 000,50 ₽'))
  })
  test.each<[string, bigint | undefined]>([
    ['50000', 5000000n],
    ['50 000,5', 5000050n],
    ['50,000.50', 5000050n],
    ['50.000', 5000000n],
    ['1,5', 150n],
    ['', undefined],
    ['0.123', undefined],
    ['ten', undefined],
    ['-5', undefined],
    ['1e9', undefined],
  ])('typed %s', (typed, minor) => expect(parseMoney(typed, 'RUB')).toBe(minor))
})

describe('numbers', () => {
  test.each<[number, Lang, string]>([
    [12345, 'ru', '12 345'],
    [12345, 'en', '12,345'],
    [-7, 'en', '−7'],
  ])('%s in %s', (value, lang, text) => expect(count(value, lang)).toBe(nb(text)))
  test.each<[string | null, Lang, string]>([
    ['12.3', 'ru', '12,3 %'],
    ['12.30', 'en', '12.3 %'],
    ['10', 'en', '10 %'],
    [null, 'ru', '–'],
  ])('%s per cent in %s', (value, lang, text) => expect(percent(value, lang)).toBe(nb(text)))
})

describe('shares and axes', () => {
  test.each<[number, number, string]>([
    [412, 14610, '2,8 %'],
    [1, 1, '100 %'],
    [0, 5, '0 %'],
    [0, 0, '–'],
  ])('%s of %s', (part, whole, text) => expect(percent(share(part, whole), 'ru')).toBe(nb(text)))
  test.each<[number, number, string | null]>([
    [112, 100, '12'],
    [98, 100, '-2.0'],
    [5, 5, null],
    [5, 0, null],
    [50, -100, '150'],
  ])('from %s to %s', (now, before, text) => expect(changeOf(now, before)).toBe(text))
  test('an axis is short', () =>
    expect([compact(1_284_500, 'en'), compact(1_284_500, 'ru'), compact(950, 'en')]).toEqual(['1.3m', nb('1,3 млн'), '950']))
})

describe('calendar days', () => {
  test.each<[string, string, Lang, string]>([
    ['2026-11-01', '2026-11-21', 'ru', '1–21 ноя'],
    ['2026-11-03', '2026-11-03', 'en', '3 Nov'],
    ['2026-10-28', '2026-11-03', 'en', '28 Oct – 3 Nov'],
    ['2025-12-28', '2026-01-03', 'ru', '28 дек 2025 – 3 янв'],
    ['2025-10-01', '2025-11-03', 'en', '1 Oct – 3 Nov 2025'],
  ])('%s to %s', (first, last, lang, text) => expect(dayRange(first, last, lang, 2026).replaceAll('\u00a0', ' ')).toBe(text))
  test('the year of another year is said', () => expect(dayLabel('2025-05-09', 'ru', 2026)).toBe(nb('9 мая 2025')))
})

describe('times', () => {
  const moment = { now: new Date('2026-11-03T12:00:00Z'), timeZone: 'Europe/Moscow' }
  const at = (text: string) => new Date(text)
  test('a date of this year has no year', () => expect(date(at('2026-11-03T10:00:00Z'), 'ru', moment)).toBe(nb('3 ноя')))
  test('another year is said', () => expect(date(at('2025-05-09T10:00:00Z'), 'ru', moment)).toBe(nb('9 мая 2025')))
  test('the zone decides the day', () => expect(dateTime(at('2026-11-02T21:07:00Z'), 'en', moment)).toBe('3\u00a0Nov, 00:07'))
  test.each<[string, Lang, string]>([
    ['2026-11-03T11:59:30Z', 'ru', 'только что'],
    ['2026-11-03T12:00:30Z', 'en', 'just now'],
    ['2026-11-03T11:57:00Z', 'ru', '3 мин назад'],
    ['2026-11-03T09:30:00Z', 'en', '2 h ago'],
    ['2026-11-02T16:00:00Z', 'ru', 'вчера'],
    ['2026-11-02T11:00:00Z', 'en', '2 Nov, 14:00'],
  ])('%s in %s', (then, lang, text) => expect(relative(at(then), lang, moment).replaceAll('\u00a0', ' ')).toBe(text))
  test('a countdown', () => expect([countdown(581), countdown(5)]).toEqual(['9:41', '0:05']))
})

test('a long id is cut in its middle, a short one is not', () =>
  expect([shortId('0192aaaaaaaa7f3a'), shortId('P-22')]).toEqual(['0192…7f3a', 'P-22']))
test('initials of one, two and three words', () =>
  expect([initials('анна'), initials('Анна Смирнова'), initials('A B C')]).toEqual(['А', 'АС', 'AB']))
