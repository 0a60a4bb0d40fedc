import { expect, test } from 'vitest'
import { leftOf, stepsOf } from './refund.ts'

const rub = (minor: string) => ({ minor, currency: 'RUB' })
const won = { status: 'won', amount: rub('1234500'), refunded: null, crm: undefined } as const
const open = { status: 'open', amount: null, refunded: null, crm: undefined } as const

test('what is left is the amount less what was given back', () => {
  expect([leftOf(won), leftOf({ ...won, refunded: rub('500000') }), leftOf({ ...won, refunded: rub('1234500') })]).toEqual([1_234_500n, 734_500n, 0n])
})
test('of a deal that is not won nothing can be given back', () => expect(leftOf({ ...won, status: 'lost' })).toBe(0n))
test('a deal that is worked on here is won or lost here', () => expect(stepsOf(open)).toEqual(['win', 'lose']))
test('a deal of the CRM is not', () => expect(stepsOf({ ...open, crm: { state: 'sent' } })).toEqual([]))
test('what the CRM refused can be handed over again', () => expect(stepsOf({ ...open, crm: { state: 'failed' } })).toEqual(['push']))
test('a refund is for any won deal, until all is given back', () => {
  expect([stepsOf(won), stepsOf({ ...won, crm: { state: 'sent' } }), stepsOf({ ...won, refunded: rub('1234500') })]).toEqual([
    ['refund'],
    ['refund'],
    [],
  ])
})
