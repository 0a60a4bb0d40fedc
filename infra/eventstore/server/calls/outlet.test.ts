import { EventEmitter } from 'node:events'
import { expect, it } from 'vitest'
import { openOutlet } from './outlet.ts'

it('has nothing to wait for when there is nothing to send', async () => {
  const written: unknown[] = []
  const call = Object.assign(new EventEmitter(), { write: (frames: unknown) => written.push(frames) > 0, end: () => {} })
  await openOutlet(call).send([])
  expect(written).toEqual([])
})
