import { expect, it } from 'vitest'
import type { StoredEvent } from '../events.ts'
import { audience, type Interest } from './audience.ts'

const event = (position: number, stream = 's', type = 'notes.Noted'): StoredEvent => ({
  position,
  stream,
  type,
  streamId: 1,
  revision: 0,
  created: 0,
  id: `id-${position}`,
  isJson: true,
  data: new Uint8Array(),
  metadata: new Uint8Array(),
})
const byType = (prefix: string, checkpointEvery = 100): Interest => ({ filter: { on: 'type', by: { prefixes: [prefix] }, checkpointEvery } })

/** Who was woken how often. */
const hall = (interests: Readonly<Record<string, Interest>>) => {
  const all = audience()
  const woken: Record<string, number> = {}
  const leave: Record<string, () => void> = {}
  for (const [name, interest] of Object.entries(interests)) {
    woken[name] = 0
    leave[name] = all.join(interest, () => (woken[name] = (woken[name] ?? 0) + 1))
  }
  return { ...all, woken, leave }
}

it('wakes those whom an event concerns, and nobody else', () => {
  const { tell, woken } = hall({
    all: { filter: undefined },
    s: { stream: 's' },
    t: { stream: 't' },
    notes: byType('notes.'),
    deals: byType('deals.'),
  })
  tell([event(1), event(2)])
  expect(woken).toEqual({ all: 1, s: 1, t: 0, notes: 1, deals: 0 })
  tell([event(3, 't', 'deals.Won')])
  expect(woken).toEqual({ all: 2, s: 1, t: 1, notes: 1, deals: 1 })
})

it('wakes one that nothing concerns when its checkpoint is due, and a stream’s before the ring has moved far', () => {
  const { tell, woken } = hall({ soon: byType('deals.', 32), late: byType('deals.', 10_000), t: { stream: 't' } })
  for (let position = 1; position <= 31; position += 1) tell([event(position)])
  expect(woken).toEqual({ soon: 0, late: 0, t: 0 })
  tell([event(32)])
  expect(woken).toEqual({ soon: 1, late: 0, t: 0 })
  tell([event(999)])
  tell([event(1_000)])
  expect(woken).toEqual({ soon: 2, late: 1, t: 1 })
})

it('forgets who leaves, and only them', () => {
  const { tell, tellAll, woken, leave } = hall({ one: { stream: 's' }, two: { stream: 's' }, a: byType('notes.'), b: byType('notes.') })
  leave['one']?.()
  leave['a']?.()
  tell([event(1)])
  tellAll()
  expect(woken).toEqual({ one: 0, two: 2, a: 0, b: 2 })
})

it('says nothing of nothing', () => {
  const { tell, woken } = hall({ all: { filter: undefined } })
  tell([])
  expect(woken).toEqual({ all: 0 })
})
