import { expect, test } from 'vitest'
import { chosenOf, currenciesOf, isLocked } from './selection.ts'

const row = (rewardId: string, minor: string, currency = 'RUB') => ({ rewardId, amount: { minor, currency } })
const rows = [row('a', '123450'), row('b', '-50000'), row('c', '620000')]
const ids = (unticked: readonly string[]) => chosenOf(rows, new Set(unticked)).map(({ rewardId }) => rewardId)

test('all are chosen to begin with', () => expect(ids([])).toEqual(['a', 'b', 'c']))
test('what is unticked stays out', () => expect(ids(['a'])).toEqual(['b', 'c']))
test('what was taken back cannot be left out', () => expect(ids(['a', 'b', 'c'])).toEqual(['b']))
test.each([
  ['-1', true],
  ['0', false],
  ['1', false],
])('%s is locked: %s', (minor, locked) => expect(isLocked(row('a', minor))).toBe(locked))
test('each currency once, in the order of the rows', () =>
  expect(currenciesOf([row('a', '1', 'USD'), row('b', '1'), row('c', '1', 'USD')])).toEqual(['USD', 'RUB']))
