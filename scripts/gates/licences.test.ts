import { expect, test } from 'vitest'
import { permits, refused } from './licences.ts'

const gpl = { 'GPL-3.0': [{ name: 'stranger', versions: ['1.0.0'] }] }
const exception = { package: 'stranger', licence: 'GPL-3.0', until: '2027-01-31', why: 'a test' }

test.each(['MIT', '(MIT OR GPL-3.0)', '(BSD-3-Clause AND Apache-2.0)'])('%s is allowed', (licence) => expect(permits(licence)).toBe(true))
test.each(['GPL-3.0', 'Unknown', '(MIT AND GPL-3.0)'])('%s is not', (licence) => expect(permits(licence)).toBe(false))
test('a foreign licence is named with its package', () =>
  expect(refused(gpl, [], '2027-01-01')).toEqual(['stranger@1.0.0: GPL-3.0 is not among the allowed licences']))
test('an exception holds to its last day', () => expect(refused(gpl, [exception], '2027-01-31')).toEqual([]))
test('and no longer', () => expect(refused(gpl, [exception], '2027-02-01')).toHaveLength(1))
test('an exception is for one licence, not for a package', () =>
  expect(refused(gpl, [{ ...exception, licence: 'MPL-2.0' }], '2027-01-01')).toHaveLength(1))
test('an exception without need is taken out', () => expect(refused({}, [exception], '2027-01-01')).toHaveLength(1))
