import { expect, test } from 'vitest'
import { touchesOf } from './touches.ts'

const step = (event: string, data: Record<string, unknown>) => ({
  event,
  data,
  stream: 's',
  revision: '0',
  position: '1',
  occurredAt: 'a',
  recordedAt: 'a',
})
const click = { partnerId: 'anna', occurredAt: '2026-10-03T08:20:00.000Z' }
const earlier = { partnerId: 'other', occurredAt: '2026-09-12T08:00:00.000Z' }
const own = { partnerId: 'anna', occurredAt: '2026-10-01T08:00:00.000Z' }

test('the click that decided stands with the others, the latest first', () => {
  const steps = [step('links.ClickRecorded', {}), step('deals.CustomerAttributed', { partnerId: 'anna', click, otherTouches: [earlier, own] })]
  expect(touchesOf(steps)).toEqual([
    { at: click.occurredAt, decided: true, mine: true },
    { at: own.occurredAt, decided: false, mine: true },
    { at: earlier.occurredAt, decided: false, mine: false },
  ])
})
test('a customer added by hand has none', () =>
  expect(touchesOf([step('deals.CustomerAttributed', { partnerId: 'anna', rule: 'manual' })])).toEqual([]))
test('what cannot be read is no touch', () => expect(touchesOf([step('deals.CustomerAttributed', { otherTouches: 'many' })])).toEqual([]))
