import { expect, test } from 'vitest'
import { conversionOf, peopleOf } from './figures.ts'

test('robots are no people', () => expect(peopleOf({ clicks: 12, bots: 5 })).toBe(7))
test.each([
  [{ customers: 24, unique: 830 }, '2.9'],
  [{ customers: 0, unique: 10 }, '0.0'],
  [{ customers: 1, unique: 0 }, null],
] as const)('%j is %s', (figures, share) => expect(conversionOf(figures)).toBe(share))
