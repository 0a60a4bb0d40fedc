import { expect, test } from 'vitest'
import { approveMany } from './approve-many.ts'

test('each is approved once, in order, and the last position is the one to wait for', async () => {
  const asked: string[] = []
  const result = await approveMany(['a', 'b', 'c'], async (id) => {
    asked.push(id)
    return String(asked.length)
  })
  expect([asked, result]).toEqual([['a', 'b', 'c'], { approved: 3, failed: [], position: '3' }])
})
test('who is refused is named, and the others are approved', async () => {
  const refusal = new Error('decided already')
  const result = await approveMany(['a', 'b', 'c'], async (id) => {
    if (id === 'b') throw refusal
    return id
  })
  expect(result).toEqual({ approved: 2, failed: [{ partner: 'b', error: refusal }], position: 'c' })
})
test('when all are refused there is nothing to wait for', async () => {
  const result = await approveMany(['a'], () => Promise.reject(new Error('gone')))
  expect([result.approved, result.position, result.failed.length]).toEqual([0, undefined, 1])
})
