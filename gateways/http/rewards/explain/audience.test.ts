import { expect, test } from 'vitest'
import { shownTo } from './audience.ts'

const [own, other] = ['a'.repeat(32), 'b'.repeat(32)]
const click = {
  ...{
    clickId: 'c1',
    partnerId: own,
    browser: 'Firefox',
    address: '203.0.113.7',
    userAgent: 'UA',
    referer: 'https://t.me',
    visitor: 'v',
    visit: 'w',
  },
  dayKey: 'd',
}

test('the tenant’s own people see a fact as it is', () => {
  expect(shownTo(click, 'staff')).toEqual(click)
})

test('a partner learns nothing of who the visitor was', () => {
  expect(shownTo(click, own)).toEqual({ clickId: 'c1', partnerId: own, browser: 'Firefox' })
})

test('of other partners only that there was one, however deep it stands', () => {
  const touches = [
    { clickId: 'c2', partnerId: other, occurredAt: 'then' },
    { clickId: 'c3', partnerId: own },
  ]
  expect(shownTo({ partnerId: own, otherTouches: touches, of: { in: { partnerId: other, linkId: 'l' } } }, own)).toEqual({
    partnerId: own,
    otherTouches: [{ partnerId: 'other' }, { clickId: 'c3', partnerId: own }],
    of: { in: { partnerId: 'other' } },
  })
  expect(shownTo({ duplicateOf: 'x', duplicateOfPartnerId: other, amount: { minor: '1', currency: 'RUB' } }, own)).toEqual({
    amount: { minor: '1', currency: 'RUB' },
  })
})
