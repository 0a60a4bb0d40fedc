import { expect, test } from 'vitest'
import { whoDecided } from './who-decided.ts'

const [oleg, gone, stranger] = ['a', 'b', 'c'].map((digit) => digit.repeat(32)) as [string, string, string]
const names = new Map([
  [oleg, 'Олег'],
  [gone, '[erased]'],
])

test.each([
  ['a colleague by name', oleg, names, 'Олег'],
  ['an erased one as another', gone, names, 'another'],
  ['one who is not known as another', stranger, names, 'another'],
  ['nobody while the names are not there', oleg, undefined, undefined],
  ['the machine as itself, with or without names', 'start', undefined, 'Kontor'],
])('%s', (_, decidedBy, known, shown) => expect(whoDecided(decidedBy, known, 'another')).toBe(shown))
