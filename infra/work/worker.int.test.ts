import { type Message, Refused } from '@kontor/core/kernel'
import { id, testMeta } from '@kontor/core/kernel/testing'
import {
  backOff,
  done,
  type Effect,
  type Outcome,
  startWorker,
  startWorkReader,
  systemClock,
  type WorkerPorts,
  type WorkQueue,
} from '@kontor/gateways/kernel'
import { manualClock, testDerivedId, testLog } from '@kontor/gateways/kernel/testing'
import { expect, test, vi } from 'vitest'
import { workOperations } from './operations.ts'
import { readerStore } from './reader-store.ts'
import { workBench } from './testing.ts'
import { wakeUps } from './wake-ups.ts'
import { workQueue } from './work-queue.ts'

const bench = workBench()
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 5_000, interval: 5 })
const noError = (error: unknown) => expect.unreachable(String(error))

/** Boxes are carried; which outcome the carrier has is each test's affair. Every test has a carrier, and so a gateway, of its own. */
let carriers = 0
const carrier = (attempt: (boxId: string, tries: number) => Promise<Outcome> | Outcome, repeatSafe: Effect['repeatSafe'] = 'no') => {
  carriers += 1
  const gateway = `carrier${carriers}`
  const tries = new Map<string, number>()
  const carried: string[] = []
  const effect: Effect = {
    effect: `${gateway}.carry`,
    gateway,
    handles: ['boxes.Moved'],
    orderKey: ({ meta }) => `${gateway}.${meta.correlationId}`,
    repeatSafe,
    attempt: async ({ data }) => {
      const { boxId } = data as { boxId: string }
      carried.push(boxId)
      tries.set(boxId, (tries.get(boxId) ?? 0) + 1)
      return attempt(boxId, tries.get(boxId) ?? 0)
    },
  }
  return { gateway, carried, effect, parked: () => workOperations(bench.pool, []).parked(gateway) }
}
/** Lets a second pass, so that a loop which rests on the manual clock looks again. */
const passing = (clock: ReturnType<typeof manualClock>, check: () => unknown) => {
  clock.advance(1_000)
  check()
}
/** Boxes of one `key` are carried in order. */
const moved = (boxId: string, key = boxId): Message => ({ type: 'boxes.Moved', data: { boxId }, meta: testMeta({ correlationId: key }) })

const house = (effect: Effect, changes: Partial<WorkerPorts> = {}) => {
  const log = testLog()
  const shared = { effects: [effect], derivedId: testDerivedId, clock: systemClock, onError: noError }
  const ports = { ...shared, queue: workQueue(bench.pool), readEvent: log.readEvent, onWake: wakeUps(bench.bells), random: () => 1, ...changes }
  return {
    log,
    ports,
    read: () => startWorkReader(effect.gateway, { ...shared, clock: ports.clock, feed: log.feed, store: readerStore(bench.pool), schedules: [] }),
    work: (name = 'w') => startWorker({ name: `${effect.gateway}.${name}` }, ports),
  }
}
const stopAll = (...running: readonly { stop: () => Promise<void> }[]) => Promise.all(running.map(({ stop }) => stop()))

test('what happens is acted upon at once, and once', async () => {
  const { effect, carried } = carrier(() => done)
  // The clock stands still, so the look of once a second never comes: only the wake-up can bring the second one.
  const { log, read, work } = house(effect, { clock: manualClock() })
  log.tell('boxes-1', moved('before'))
  const parts = [read(), work()]
  await until(() => expect(carried).toEqual(['before']))
  log.tell('boxes-1', moved('after'))
  await until(() => expect(carried).toEqual(['before', 'after']))
  await stopAll(...parts)
})
test('a reader that starts again, or beside another, asks for nothing twice', async () => {
  const { effect, carried } = carrier(() => done)
  const { log, read, work } = house(effect)
  const [first, second, worker] = [read(), read(), work()]
  for (let n = 0; n < 20; n++) log.tell('boxes-1', moved(`${n}`))
  await until(() => expect(carried).toHaveLength(20))
  await stopAll(first, second)
  const third = read()
  log.tell('boxes-1', moved('20'))
  await until(() => expect(carried).toHaveLength(21))
  expect(new Set(carried).size).toBe(21)
  await stopAll(third, worker)
})
test('two workers share the work: each item once, each key in order', async () => {
  const { effect, carried } = carrier(() => done)
  const { log, read, work } = house(effect)
  log.tell('boxes-1', ...Array.from({ length: 200 }, (_, n) => moved(`${n}`, `${n % 7}`)))
  const parts = [read(), work('a'), work('b')]
  await until(() => expect(carried).toHaveLength(200))
  await stopAll(...parts)
  expect(new Set(carried).size).toBe(200)
  for (let key = 0; key < 7; key++) {
    const order = carried.map(Number).filter((n) => n % 7 === key)
    expect(order).toEqual(order.toSorted((a, b) => a - b))
  }
})
test('at most four at once', async () => {
  const gate = Promise.withResolvers<void>()
  const { effect, carried } = carrier(async () => {
    await gate.promise
    return done
  })
  const { log, read, work } = house(effect)
  log.tell('boxes-1', ...Array.from({ length: 9 }, (_, n) => moved(`${n}`)))
  const parts = [read(), work()]
  await until(() => expect(carried).toHaveLength(4))
  const claimed = async () => (await workOperations(bench.pool, [effect.gateway]).gateways())[0]
  expect(await claimed()).toMatchObject({ claimed: 4, ready: 5 })
  gate.resolve()
  await until(() => expect(carried).toHaveLength(9))
  await stopAll(...parts)
})
test('one bad item keeps nobody else waiting', async () => {
  const { effect, carried, parked } = carrier((boxId) => (boxId === 'bad' ? { is: 'parked', reason: 'too heavy' } : done))
  const { log, read, work } = house(effect)
  log.tell('boxes-1', moved('bad'), moved('good'), moved('bad', 'k'), moved('next', 'k'))
  const parts = [read(), work()]
  await until(() => expect(carried.toSorted()).toEqual(['bad', 'bad', 'good', 'next']))
  await until(async () => expect((await parked()).map(({ reason }) => reason)).toEqual(['too heavy', 'too heavy']))
  await stopAll(...parts)
})
test('a failure is tried again, later each time, and after eight attempts a person looks', async () => {
  const clock = manualClock()
  const { effect, carried, parked } = carrier(() => Promise.reject(new TypeError('boom')), 'yes')
  const { log, read, work } = house(effect, { clock })
  log.tell('boxes-1', moved('box'))
  const parts = [read(), work()]
  const isWaiting = async () => expect((await workOperations(bench.pool, [effect.gateway]).gateways())[0]).toMatchObject({ ready: 1, claimed: 0 })
  for (let attempt = 1; attempt < 8; attempt++) {
    await until(() => passing(clock, () => expect(carried).toHaveLength(attempt)))
    await until(isWaiting)
    clock.advance(backOff(attempt, () => 1) - 1)
  }
  await until(() => passing(clock, () => expect(carried).toHaveLength(8)))
  const given = { reason: 'given up after 8 attempts: TypeError: boom', attempts: 8, repeatSafe: 'yes' }
  await until(async () => expect(await parked()).toMatchObject([given]))
  await stopAll(...parts)
})
test('a replayed item is attempted again', async () => {
  const { effect, gateway, carried, parked } = carrier((_, tries) => (tries === 1 ? Promise.reject(new Refused('box.odd')) : done))
  const { log, read, work } = house(effect)
  log.tell('boxes-1', moved('box'))
  const parts = [read(), work()]
  await until(async () => expect(await parked()).toMatchObject([{ reason: 'refused: box.odd' }]))
  expect(await workOperations(bench.pool, []).replayParked(gateway, undefined)).toBe(1)
  await until(() => expect(carried).toHaveLength(2))
  await until(async () => expect(await parked()).toEqual([]))
  await stopAll(...parts)
})

/** The queue of a worker whose process ends after the attempt, before the outcome is written. */
const dying = (queue: WorkQueue, died: () => void): WorkQueue => {
  let isDead = false
  return {
    expire: (now) => (isDead ? Promise.resolve(0) : queue.expire(now)),
    claim: (claim) => (isDead ? Promise.resolve([]) : queue.claim(claim)),
    settle: () => {
      isDead = true
      died()
      return new Promise<never>(() => {})
    },
  }
}
test.each([
  ['yes', 2, []],
  ['no', 1, ['outcome unknown: its worker ended during the attempt']],
] as const)('a worker that dies between attempt and report, repeat-safe: %s', async (repeatSafe, attempts, reasons) => {
  const clock = manualClock()
  const { effect, carried, parked } = carrier(() => done, repeatSafe)
  const died = Promise.withResolvers<void>()
  const first = house(effect, { clock, queue: dying(workQueue(bench.pool), died.resolve) })
  first.log.tell('boxes-1', moved(id(1)))
  const reader = first.read()
  const doomed = first.work('doomed')
  await died.promise
  const heir = startWorker({ name: `${effect.gateway}.heir` }, { ...first.ports, queue: workQueue(bench.pool) })
  clock.advance(20_000)
  await until(() => passing(clock, () => expect(carried).toHaveLength(attempts)))
  const left = { ready: 0, claimed: 0, parked: reasons.length }
  await until(async () => {
    clock.advance(1_000)
    expect((await workOperations(bench.pool, [effect.gateway]).gateways())[0]).toMatchObject(left)
  })
  expect((await parked()).map(({ reason }) => reason)).toEqual(reasons)
  // The doomed one never ends by itself: a stop waits five seconds for it and no longer.
  let isStopped = false
  const stopping = stopAll(reader, doomed, heir).then(() => {
    isStopped = true
  })
  await until(() => passing(clock, () => expect(isStopped).toBe(true)))
  await stopping
})
test('a stop lets what is in flight end, and takes nothing new', async () => {
  const gate = Promise.withResolvers<void>()
  const { effect, gateway, carried } = carrier(async () => {
    await gate.promise
    return done
  })
  let looking = 0
  const queue = workQueue(bench.pool)
  const claim: WorkQueue['claim'] = async (wanted) => {
    looking += 1
    return queue.claim(wanted).finally(() => {
      looking -= 1
    })
  }
  const { log, read, work } = house(effect, { queue: { ...queue, claim } })
  log.tell('boxes-1', moved('1', 'k'), moved('2', 'k'))
  const reader = read()
  const worker = work()
  await until(() => expect(carried).toEqual(['1']))
  const stopped = stopAll(reader, worker)
  // A look that had begun before the stop still sees the first one in flight.
  await until(() => expect(looking).toBe(0))
  gate.resolve()
  await stopped
  expect(carried).toEqual(['1'])
  expect((await workOperations(bench.pool, [gateway]).gateways())[0]).toMatchObject({ ready: 1, claimed: 0 })
})
