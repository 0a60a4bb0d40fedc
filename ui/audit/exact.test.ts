import { expect, test } from 'vitest'
import { exact, instantOf, localOf } from './exact.ts'

test('to the millisecond', () => {
  const now = new Date('2026-11-21T12:00:00.000Z')
  expect(exact('2026-11-03T11:02:07.114Z', 'en', now)).toMatch(/^3\u00a0Nov, \d\d:02:07\.114$/)
  expect(exact('yesterday', 'en', now)).toBe('yesterday')
})
test('a field of time and an instant say the same, in whatever zone the reader is', () => {
  for (const at of ['2026-11-03T11:02:07.000Z', '2026-01-01T00:00:00.000Z']) expect(instantOf(localOf(at))).toBe(at)
})
test('nothing stays nothing', () =>
  expect([localOf(undefined), localOf('yesterday'), instantOf(''), instantOf('x')]).toEqual(['', '', undefined, undefined]))
