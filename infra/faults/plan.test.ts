import { expect, test } from 'vitest'
import { planOf } from './plan.ts'
import { points } from './points.ts'

const plain = (plan: readonly (readonly string[])[]) =>
  plan
    .flat()
    .map((kill) => kill.replace(/:\d+$/, ''))
    .toSorted()

test('every point is in the plan as often as asked, over all lanes', () => {
  expect(plain(planOf(7, 3, 2))).toEqual([...points, ...points, ...points].toSorted())
})
test('the seed alone gives the order', () => {
  expect(planOf(7, 3, 2)).toEqual(planOf(7, 3, 2))
  expect(planOf(8, 3, 2)).not.toEqual(planOf(7, 3, 2))
})
