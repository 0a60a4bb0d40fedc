import { expect, test } from 'vitest'
import { readPercent } from './percent.ts'

test.each([
  ['12', '12'],
  ['7,5', '7.5'],
  [' 7.50 % ', '7.50'],
  ['100', '100'],
  ['0', '0'],
])('"%s" is %s', (typed, percent) => expect(readPercent(typed)).toEqual({ kind: 'percent', percent }))
test.each(['', '  ', ' % '])('"%s" is nothing', (typed) => expect(readPercent(typed)).toEqual({ kind: 'empty' }))
test.each(['101', '-5', '7.505', '1e1', 'ten', '1,5,2', '7.'])('"%s" is no share', (typed) => expect(readPercent(typed)).toEqual({ kind: 'wrong' }))
