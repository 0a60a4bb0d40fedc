import { define, Id } from '@kontor/core/kernel'
import { id, testMeta } from '@kontor/core/kernel/testing'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { eventReader } from './index.ts'
import { testLog } from './testing.ts'

const Moved = define('boxes.Moved', z.object({ boxId: Id }))
const log = testLog()
const [first, second] = log.tell('boxes-1', Moved({ boxId: id(1) }, testMeta()), Moved({ boxId: id(2) }, testMeta()))
const place = { stream: 'boxes-1', revision: 1n, eventId: second?.id ?? '' }

test('an event is found by its place', async () => expect(await eventReader(log)(place)).toEqual(second))
test('another in that place is not it', async () => expect(await eventReader(log)({ ...place, eventId: first?.id ?? '' })).toBeUndefined())
test('nor is there one beyond the end, or in no stream', async () => {
  expect(await eventReader(log)({ ...place, revision: 2n })).toBeUndefined()
  expect(await eventReader(log)({ ...place, stream: 'boxes-2' })).toBeUndefined()
})
