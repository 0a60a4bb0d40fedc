import { expect, test } from 'vitest'
import { stepsOf } from './steps-of.ts'

const requestedAt = '2026-11-01T10:00:00.000Z'
const decidedAt = '2026-11-02T10:00:00.000Z'
const paidAt = '2026-11-03T10:00:00.000Z'
const told = (payout: Parameters<typeof stepsOf>[0]) =>
  stepsOf(payout).map(({ stage, reached, at }) => `${stage} ${reached}${at ? ` ${at.slice(8, 10)}` : ''}`)

test.each([
  [{ status: 'requested', requestedAt }, ['requested now 01', 'approved ahead', 'paid ahead']],
  [{ status: 'approved', requestedAt, decidedAt }, ['requested done 01', 'approved now 02', 'paid ahead']],
  [{ status: 'paid', requestedAt, decidedAt, paidAt }, ['requested done 01', 'approved done 02', 'paid now 03']],
  [{ status: 'rejected', requestedAt, decidedAt }, ['requested done 01', 'rejected now 02']],
  [{ status: 'failed', requestedAt, decidedAt }, ['requested done 01', 'approved done 02', 'failed now']],
  [{ status: 'unknown', requestedAt, decidedAt }, ['requested done 01', 'approved done 02', 'unknown now']],
] as const)('%j', (payout, steps) => expect(told(payout)).toEqual(steps))
