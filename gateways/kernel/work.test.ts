import { define, Id, type Message, type Meta, type Recorded } from '@kontor/core/kernel'
import { id, testMeta } from '@kontor/core/kernel/testing'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { attemptOnce } from './attempt.ts'
import { type Attempt, done, effect, schedule } from './index.ts'
import { manualClock, testDerivedId, testLog } from './testing.ts'
import { commandOf, timersOf } from './timer.ts'
import { workOf } from './work.ts'

const Moved = define('boxes.Moved', z.object({ boxId: Id, weight: z.int() }))
const Lost = define('boxes.Lost', z.object({ boxId: Id }))
const carry = effect({
  name: 'carrier.carry',
  on: [Moved],
  concerns: ({ data }) => data.weight > 5,
  orderKey: ({ data }) => data.boxId,
  repeatSafe: 'yes',
  attempt: async () => done,
})
const tellOwner = effect({ name: 'mail.tell', on: [Moved, Lost], orderKey: ({ data }) => data.boxId, repeatSafe: 'no', attempt: async () => done })

const stored = async (...messages: readonly Message[]) => {
  const log = testLog()
  log.tell('boxes-1', ...messages)
  return (await log.feed({ from: undefined, maxBatch: 10, signal: new AbortController().signal })[Symbol.asyncIterator]().next()).value.events
}
const heavy = Moved({ boxId: id(1), weight: 9 }, testMeta())
const light = Moved({ boxId: id(1), weight: 1 }, testMeta())
const lost = Lost({ boxId: id(1) }, testMeta())

test('an event asks for the work of every effect that it concerns, in the order of the log', async () => {
  const work = workOf(await stored(light, heavy, lost), [carry, tellOwner], testDerivedId)
  expect(work.map((item) => [item.position, item.effect])).toEqual([
    ['1', 'mail.tell'],
    ['2', 'carrier.carry'],
    ['2', 'mail.tell'],
    ['3', 'mail.tell'],
  ])
})
test('an item names its event and holds none of its data', async () => {
  const [item] = workOf(await stored(heavy), [carry], testDerivedId)
  expect(item).toEqual({
    id: testDerivedId(testDerivedId('boxes-1', '0'), 'carrier.carry'),
    effect: 'carrier.carry',
    gateway: 'carrier',
    orderKey: `carrier.${id(1)}`,
    repeatSafe: 'yes',
    eventId: testDerivedId('boxes-1', '0'),
    stream: 'boxes-1',
    revision: 0n,
    position: '1',
  })
})
test('reading the log again asks for the same items', async () =>
  expect(workOf(await stored(heavy, lost), [carry, tellOwner], testDerivedId)).toEqual(
    workOf(await stored(heavy, lost), [carry, tellOwner], testDerivedId),
  ))

const remind = schedule({
  kind: 'boxes.remind',
  on: [Moved],
  plan: ({ data }) =>
    data.weight > 5
      ? { subject: data.boxId, dueAt: '2026-02-01T00:00:00.000Z', command: { type: 'boxes.Remind', data: { boxId: data.boxId } } }
      : undefined,
})
test('saying twice when something is due sets one timer', async () => {
  const timers = timersOf(await stored(light, heavy, heavy), [remind], testDerivedId)
  expect(timers).toHaveLength(2)
  expect(new Set(timers.map((timer) => timer.id)).size).toBe(1)
})
test("a timer's command bears the timer's id and its due moment, however often and late it fires", async () => {
  const [timer] = timersOf(await stored(heavy), [remind], testDerivedId)
  if (!timer) throw new Error('no timer')
  const commands = ['2026-02-01T00:00:00.000Z', '2026-02-02T00:00:00.000Z'].map((now) => commandOf(timer, now))
  expect(commands.map(({ type, data, meta }) => [type, data, meta.commandId, meta.actor])).toEqual(
    [1, 2].map(() => ['boxes.Remind', { boxId: id(1) }, timer.id, { kind: 'policy', id: 'boxes.remind' }]),
  )
  expect(commands.map(({ meta }) => [meta.occurredAt, meta.recordedAt])).toEqual([
    ['2026-02-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z'],
    ['2026-02-01T00:00:00.000Z', '2026-02-02T00:00:00.000Z'],
  ])
})

const claimed = async (of = heavy) => {
  const [item] = workOf(await stored(of), [carry], testDerivedId)
  if (!item) throw new Error('no item')
  return { ...item, attempts: 1, worker: 'w' }
}
const reading = (event: Recorded | undefined) => ({ readEvent: async () => event, clock: manualClock(), derivedId: testDerivedId })
const recorded = { ...heavy, id: id(7), stream: 'boxes-1', revision: 0n, position: '1' }

test('an attempt that never ends is unknown once its time is over', async () => {
  const ports = reading(recorded)
  const stuck = { ...carry, attempt: () => new Promise<never>(() => {}) }
  const outcome = attemptOnce(await claimed(), stuck, 15_000, ports)
  await Promise.resolve()
  ports.clock.advance(15_000)
  expect(await outcome).toEqual({ is: 'unknown', detail: 'no end within 15000 ms' })
})
test('an item whose event or effect is gone waits for a person', async () => {
  expect(await attemptOnce(await claimed(), carry, 1, reading(undefined))).toEqual({ is: 'parked', reason: 'its event is not in the log' })
  expect(await attemptOnce(await claimed(), undefined, 1, reading(recorded))).toMatchObject({ is: 'parked' })
})
test('commands of an attempt keep their ids when it is repeated', async () => {
  const metas: Meta[] = []
  const report = {
    ...carry,
    attempt: async (_: Recorded, { meta }: Attempt) => {
      metas.push(meta(id(9)), meta(id(9), 'second'))
      return done
    },
  }
  const item = await claimed()
  await attemptOnce(item, report, 1_000, reading(recorded))
  await attemptOnce({ ...item, attempts: 2 }, report, 1_000, reading(recorded))
  expect(metas.map((meta) => meta.commandId)).toEqual([item.id, testDerivedId(item.id, 'second'), item.id, testDerivedId(item.id, 'second')])
  expect(metas[0]).toMatchObject({
    causationId: recorded.id,
    correlationId: heavy.meta.correlationId,
    actor: { kind: 'policy', id: 'carrier.carry' },
  })
})
