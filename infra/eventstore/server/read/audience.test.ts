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

/** Who was woken how often, and how often of it for something of its own. */
const hall = (interests: Readonly<Record<string, Interest>>) => {
  const all = audience()
  const woken: Record<string, number> = {}
  const concerned: Record<string, number> = {}
  const leave: Record<string, () => void> = {}
  for (const [name, interest] of Object.entries(interests)) {
    woken[name] = 0
    concerned[name] = 0
    leave[name] = all.join(interest, (concerns) => {
      woken[name] = (woken[name] ?? 0) + 1
      if (concerns) concerned[name] = (concerned[name] ?? 0) + 1
    })
  }
  return { ...all, woken, concerned, leave }
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
  const { tell, woken, concerned } = hall({ soon: byType('deals.', 32), late: byType('deals.', 10_000), t: { stream: 't' } })
  for (let position = 1; position <= 31; position += 1) tell([event(position)])
  expect(woken).toEqual({ soon: 0, late: 0, t: 0 })
  tell([event(32)])
  expect(woken).toEqual({ soon: 1, late: 0, t: 0 })
  tell([event(999)])
  tell([event(1_000)])
  expect(woken).toEqual({ soon: 2, late: 1, t: 1 })
  expect(concerned).toEqual({ soon: 0, late: 0, t: 0 })
})

it('knows whom a type concerns, also those who came since it was last seen', () => {
  const { tell, join, concerned } = hall({
    notes: byType('notes.'),
    deals: byType('deals.'),
    stream: { filter: { on: 'stream', by: { regex: /^s/ }, checkpointEvery: 9 } },
  })
  tell([event(1)])
  tell([event(2, 'other'), event(3, 's', 'deals.Won')])
  expect(concerned).toEqual({ notes: 2, deals: 1, stream: 2 })
  let late = 0
  join(byType('note'), (concerns) => {
    if (concerns) late += 1
  })
  tell([event(4)])
  expect(late).toBe(1)
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
