import { type EventLog, OutcomeUnknown, WrongRevision } from '@kontor/core/kernel'
import { id, testMeta } from '@kontor/core/kernel/testing'
import { ClickRecorded } from '@kontor/core/links'
import { memoryLog, testEdge } from '@kontor/gateways/http/testing'
import { expect, test } from 'vitest'
import { clickIntake } from './intake.ts'

const click = (n: number) => {
  const ids = { clickId: id(n), linkId: id(1), partnerId: id(2), dayKey: id(3) }
  const said = { kind: 'person' as const, day: '2026-11-21', visit: 'v', browser: 'Chrome', device: 'desktop' as const, address: '::1', visitor: 'x' }
  return ClickRecorded({ ...ids, code: '0123456789ab', ...said }, testMeta({ commandId: id(n) }))
}
const many = (count: number, from = 1) => Array.from({ length: count }, (_, at) => click(from + at))

type Append = EventLog['append']

/** A log whose appends wait for the test, and may be spoilt by it before or after they are done. */
const held = (spoil: (nth: number, append: () => ReturnType<Append>) => ReturnType<Append> = (_, append) => append()) => {
  const { log, all } = memoryLog()
  const sizes: number[] = []
  const gates: (() => void)[] = []
  const append: Append = async (stream, expected, events) => {
    const nth = sizes.push(events.length)
    await new Promise<void>((resolve) => gates.push(resolve))
    return spoil(nth, () => log.append(stream, expected, events))
  }
  /** Lets the next append through, once it is there. */
  const letOne = async () => {
    await expect.poll(() => gates.length, { interval: 1 }).toBeGreaterThan(0)
    gates.shift()?.()
  }
  return { log: { append }, all, sizes, letOne }
}
const open = ({ log }: { log: Pick<EventLog, 'append'> }, now: () => string = () => '2026-11-21T12:00:00.000Z') =>
  clickIntake({ log, newId: testEdge().newId, now })
const placesOf = (all: ReturnType<typeof memoryLog>['all']) => all().map(({ stream, revision, id }) => [stream.split('.')[1], revision, id])
const streamsOf = (all: ReturnType<typeof memoryLog>['all']) => new Set(all().map(({ stream }) => stream))

test('what arrives while an append is in flight goes in the next, in its order, at most 256', async () => {
  const store = held()
  const intake = open(store)
  const first = many(3).map(intake.record)
  await expect.poll(() => store.sizes, { interval: 1 }).toEqual([3])
  const then = many(300, 4).map(intake.record)
  for (let at = 0; at < 3; at++) await store.letOne()
  await Promise.all([...first, ...then])
  expect(store.sizes).toEqual([3, 256, 44])
  expect(placesOf(store.all)).toEqual(many(303).map(({ data }, at) => ['20261121', BigInt(at), data.clickId]))
  expect(streamsOf(store.all).size).toBe(1)
})

test('nobody is answered before the click is there, and then with the position of its batch', async () => {
  const store = held()
  const intake = open(store)
  let answered = false
  const recorded = intake.record(click(1)).then((written) => {
    answered = true
    return written
  })
  await expect.poll(() => store.sizes, { interval: 1 }).toEqual([1])
  expect([answered, store.all()]).toEqual([false, []])
  await store.letOne()
  expect(await recorded).toEqual({ position: '1' })
  expect(store.all().map((event) => event.id)).toEqual([id(1)])
})

test('each day has its stream', async () => {
  const store = memoryLog()
  let now = '2026-11-21T23:59:59.999Z'
  const intake = open(store, () => now)
  await intake.record(click(1))
  now = '2026-11-22T00:00:00.000Z'
  await intake.record(click(2))
  await intake.record(click(3))
  expect(placesOf(store.all)).toEqual([
    ['20261121', 0n, id(1)],
    ['20261122', 0n, id(2)],
    ['20261122', 1n, id(3)],
  ])
})

test('a clock that goes back over midnight costs a new name and no click', async () => {
  const store = memoryLog()
  let now = '2026-11-22T00:00:00.000Z'
  const intake = open(store, () => now)
  for (const [at, day] of ['2026-11-21', '2026-11-22', '2026-11-21'].entries()) {
    now = `${day}T12:00:00.000Z`
    await intake.record(click(at + 1))
  }
  expect(store.all().map((event) => event.id)).toEqual([id(1), id(2), id(3)])
  expect(streamsOf(store.all).size).toBe(3)
})

test('somebody else in our stream: the batch goes under a new name, once', async () => {
  const store = held((nth, append) => (nth === 2 ? Promise.reject(new WrongRevision('another')) : append()))
  const intake = open(store)
  const first = intake.record(click(1))
  await store.letOne()
  await first
  const second = many(2, 2).map(intake.record)
  for (let at = 0; at < 2; at++) await store.letOne()
  await Promise.all(second)
  expect(placesOf(store.all)).toEqual([
    ['20261121', 0n, id(1)],
    ['20261121', 0n, id(2)],
    ['20261121', 1n, id(3)],
  ])
  expect(streamsOf(store.all).size).toBe(2)
})

test('a store that stays silent: nobody of that batch is led on, the next ones are, elsewhere, and none is there twice', async () => {
  const silent = async (append: () => ReturnType<Append>) => {
    await append()
    throw new OutcomeUnknown('silence')
  }
  const store = held((nth, append) => (nth === 1 ? silent(append) : append()))
  const intake = open(store)
  const lost = many(2).map(intake.record)
  const settled = Promise.allSettled(lost)
  await store.letOne()
  expect((await settled).map((one) => one.status === 'rejected' && one.reason)).toEqual([expect.any(OutcomeUnknown), expect.any(OutcomeUnknown)])
  const next = intake.record(click(3))
  await store.letOne()
  await next
  expect(store.all().map((event) => event.id)).toEqual([id(1), id(2), id(3)])
  expect(streamsOf(store.all).size).toBe(2)
})

test('a click that the log will not have takes no other with it', async () => {
  const { log, all } = memoryLog()
  const append: Append = (stream, expected, events) => {
    if (events.some((event) => event.id === id(5))) throw new TypeError('unfit')
    return log.append(stream, expected, events)
  }
  const settled = await Promise.allSettled(many(9).map(open({ log: { append } }).record))
  expect(settled.map(({ status }) => status)).toEqual([...Array(4).fill('fulfilled'), 'rejected', ...Array(4).fill('fulfilled')])
  expect(all().map(({ id: event, revision }) => [event, revision])).toEqual([1, 2, 3, 4, 6, 7, 8, 9].map((n, at) => [id(n), BigInt(at)]))
})

test('what cannot be held is refused at once, and what is held is still answered', async () => {
  const store = held()
  const intake = open(store)
  const taken = many(4_096).map(intake.record)
  await expect(intake.record(click(5_000))).rejects.toThrow('server.busy')
  for (let at = 0; at < 16; at++) await store.letOne()
  await Promise.all(taken)
  expect(store.all().length).toBe(4_096)
})

test('at the end it takes no more and settles what it has', async () => {
  const store = held()
  const intake = open(store)
  const taken = many(2).map(intake.record)
  const closed = intake.close()
  await expect(intake.record(click(3))).rejects.toThrow('server.busy')
  await store.letOne()
  await closed
  expect(await Promise.all(taken)).toEqual([{ position: '2' }, { position: '2' }])
  await open(store).close()
})
