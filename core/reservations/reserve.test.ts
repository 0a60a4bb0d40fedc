import { expect, test } from 'vitest'
import { commandHandler, type EventLog, type Recorded, WrongRevision } from '../kernel/index.ts'
import { id, testMeta } from '../kernel/testing.ts'
import { holderOf, reserve } from './index.ts'

const [ann, bob, tenantId] = [id(1), id(2), id(9)]
const name = { tenantId, key: 'email_1f' }

/** A model of the store, and what to do just before the next append. */
const model = () => {
  const events: Recorded[] = []
  const log: Pick<EventLog, 'read' | 'append'> = {
    read: async () => ({ events: [...events], revision: events.at(-1)?.revision ?? 'no-stream' }),
    append: async (stream, expected, proposed) => {
      if (expected !== (events.at(-1)?.revision ?? 'no-stream')) throw new WrongRevision('someone was first')
      for (const one of proposed)
        events.push({ ...one.event, id: one.id, stream, revision: BigInt(events.length), position: String(events.length + 1) })
      return { position: String(events.length) }
    },
  }
  return { log, execute: commandHandler({ log, eventId: (command, index) => `${command}-${index}` }) }
}
const at = (commandId: string, recordedAt = '2026-01-01T00:00:00.000Z') => testMeta({ commandId, recordedAt })
const [there, nowhere] = [async () => true, async () => false]
const later = '2026-01-01T00:02:00.000Z'

test('who asks first holds the name, and asking again changes nothing', async () => {
  const store = model()
  const mine = { by: ann, tenantId }
  expect(await reserve(store, name, mine, nowhere, at('1'))).toEqual({ by: ann, tenantId, since: expect.any(String) })
  expect((await reserve(store, name, mine, nowhere, at('1'))).by).toBe(ann)
  expect((await holderOf(store, name))?.by).toBe(ann)
})
test('who asks second learns who holds it', async () => {
  const store = model()
  await reserve(store, name, { by: ann, tenantId }, there, at('1'))
  expect((await reserve(store, name, { by: bob, tenantId }, there, at('2'))).by).toBe(ann)
})
test('of two who ask at once both learn of the same holder', async () => {
  const store = model()
  const [one, two] = await Promise.all([ann, bob].map((by) => reserve(store, name, { by, tenantId }, there, at(by))))
  expect(one?.by).toBe(two?.by)
})
test('a holder that never came loses the name, and its maker who returns learns of it', async () => {
  const store = model()
  await reserve(store, name, { by: ann, tenantId }, nowhere, at('1'))
  await expect(reserve(store, name, { by: bob, tenantId }, nowhere, at('2'))).rejects.toMatchObject({ code: 'reservation.in-progress' })
  expect((await reserve(store, name, { by: bob, tenantId }, nowhere, at('3', later))).by).toBe(bob)
  expect((await reserve(store, name, { by: ann, tenantId }, there, at('1'))).by).toBe(bob)
  expect((await reserve(store, name, { by: ann, tenantId }, nowhere, at('1', later))).by).toBe(bob)
})
