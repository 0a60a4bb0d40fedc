import { describe, expect, it } from 'vitest'
import type { StoredEvent } from '../events.ts'
import { eventRing } from './ring.ts'

const event = (position: number, bytes = 1): StoredEvent => ({
  position,
  stream: 's',
  streamId: 1,
  revision: position - 1,
  created: 0,
  id: `id-${position}`,
  isJson: true,
  type: 't',
  data: new Uint8Array(bytes),
  metadata: new Uint8Array(),
})

const ringOf = (count: number, limits = { events: 4, bytes: 1_000_000 }) => {
  const ring = eventRing(limits)
  ring.push(Array.from({ length: count }, (_, index) => event(index + 1)))
  return ring
}

const positions = (events: readonly StoredEvent[] | undefined) => events?.map(({ position }) => position)

describe('the ring', () => {
  it('gives what follows a position, up to a limit', () => {
    const ring = ringOf(4)
    expect(positions(ring.after(0, 10))).toEqual([1, 2, 3, 4])
    expect(positions(ring.after(2, 1))).toEqual([3])
    expect(ring.after(4, 10)).toEqual([])
  })

  it('sends those away who ask for what it no longer holds', () => {
    const ring = ringOf(6)
    expect(ring.after(1, 10)).toBeUndefined()
    expect(positions(ring.after(2, 10))).toEqual([3, 4, 5, 6])
  })

  it('is bounded in bytes too', () => {
    const ring = eventRing({ events: 100, bytes: 10_000 })
    ring.push([event(1, 3_000), event(2, 3_000)])
    expect(ring.after(0, 10)).toBeUndefined()
    expect(positions(ring.after(1, 10))).toEqual([2])
  })

  it('finds an event by its id as long as it holds it', () => {
    const ring = ringOf(5)
    expect(ring.find('id-1')).toBeUndefined()
    expect(ring.find('id-2')?.position).toBe(2)
  })

  it('refuses a gap', () => {
    expect(() => ringOf(2).push([event(4)])).toThrow('does not follow')
  })

  it('begins anew at a head that was found elsewhere', () => {
    const ring = ringOf(3)
    ring.reset(9)
    expect(ring.head()).toBe(9)
    expect(ring.after(3, 10)).toBeUndefined()
    expect(ring.find('id-3')).toBeUndefined()
    ring.push([event(10)])
    expect(positions(ring.after(9, 10))).toEqual([10])
  })

  it('wakes those who listen, until they stop', () => {
    const ring = ringOf(1)
    let woken = 0
    const stop = ring.listen({ filter: undefined }, () => {
      woken += 1
    })
    ring.push([event(2)])
    ring.push([])
    ring.reset(5)
    stop()
    ring.push([event(6)])
    expect(woken).toBe(2)
  })
})
