import { expect, test } from 'vitest'
import { concerns, merge, tell } from './topics.ts'

const staff = { tenantId: 'T', partnerId: undefined }
const partner = { tenantId: 'T', partnerId: 'p' }
const change = { view: 'partners.list', tenantId: 'T', position: '7' }

test.each([
  ['their own tenant', change, true, true],
  ['another tenant', { ...change, tenantId: 'U' }, false, false],
  ['every tenant', { ...change, tenantId: '*' }, true, true],
  ['this partner', { ...change, partnerIds: ['q', 'p'] }, true, true],
  ['another partner', { ...change, partnerIds: ['q'] }, true, false],
  ['no partner', { ...change, partnerIds: [] }, true, false],
  ['this partner of another tenant', { ...change, tenantId: 'U', partnerIds: ['p'] }, false, false],
])('a change of %s', (_, what, forStaff, forPartner) => {
  expect(concerns(staff, what)).toBe(forStaff)
  expect(concerns(partner, what)).toBe(forPartner)
})

const detailed = { ...change, partnerIds: ['p', 'q'], ids: ['p', 'q'], actor: 'owner' }
test('staff are told which rows and by whom', () => expect(tell(staff, detailed)).toEqual({ position: '7', ids: ['p', 'q'], actor: 'owner' }))
test('a partner is told no more than that something of theirs changed', () => expect(tell(partner, detailed)).toEqual({ position: '7' }))
test('many rows are not named', () => expect(tell(staff, { ...change, ids: Array.from({ length: 51 }, String) })).toEqual({ position: '7' }))

test('two in one: the newer position, all rows', () => {
  expect(merge({ position: '9', ids: ['a'] }, { position: '10', ids: ['b', 'a'] })).toEqual({ position: '10', ids: ['a', 'b'] })
  expect(merge({ position: '10' }, { position: '9' })).toEqual({ position: '10' })
})
test('where one names no rows, neither do both', () => expect(merge({ position: '1', ids: ['a'] }, { position: '2' })).toEqual({ position: '2' }))
test('an actor only when it was the same', () => {
  expect(merge({ position: '1', actor: 'a' }, { position: '2', actor: 'a' })).toEqual({ position: '2', actor: 'a' })
  expect(merge({ position: '1', actor: 'a' }, { position: '2', actor: 'b' })).toEqual({ position: '2' })
})
