import { expect, it } from 'vitest'
import { type Filter, passes } from './filter.ts'

const event = { type: 'payouts.PaymentPaid', stream: 'accounts-1' }

it.each<[Filter['on'], Filter['by'], boolean]>([
  ['type', { prefixes: ['rewards.', 'payouts.'] }, true],
  ['type', { prefixes: ['rewards.', 'accounts'] }, false],
  ['stream', { prefixes: ['accounts-'] }, true],
  ['stream', { prefixes: ['payouts.'] }, false],
  ['type', { regex: /^payouts\..*Paid$/ }, true],
  ['type', { regex: /^Paid/ }, false],
  ['stream', { regex: /-\d$/ }, true],
])('on the %s by %o lets the event through: %s', (on, by, expected) => {
  expect(passes({ on, by, checkpointEvery: 1 }, event)).toBe(expected)
})

it('No filter lets everything through', () => {
  expect(passes(undefined, event)).toBe(true)
})
