import { expect, it } from 'vitest'
import { withCheckpoints } from './checkpoints.ts'

const marks = (positions: readonly number[], readTo: number, every: number, last: number) => {
  const events = positions.map((position) => ({ position }))
  const { items, last: checked } = withCheckpoints({ events, readTo }, every, last)
  return { items: items.map((item) => (item.kind === 'event' ? `event ${item.event.position}` : `checkpoint ${item.position}`)), checked }
}

it('marks the way when nothing passes the filter', () => {
  expect(marks([], 100, 32, 0)).toEqual({ items: ['checkpoint 100'], checked: 100 })
})

it('stays silent until the interval is full', () => {
  expect(marks([], 31, 32, 0)).toEqual({ items: [], checked: 0 })
  expect(marks([], 32, 32, 0)).toEqual({ items: ['checkpoint 32'], checked: 32 })
})

it('never marks a position before the events up to it are out', () => {
  expect(marks([5, 40, 41], 80, 10, 0)).toEqual({ items: ['event 5', 'checkpoint 39', 'event 40', 'event 41', 'checkpoint 80'], checked: 80 })
})
