import { ReaderSuperseded, type WorkItem } from '@kontor/gateways/kernel'
import { testDerivedId } from '@kontor/gateways/kernel/testing'
import type { DatabasePool } from 'slonik'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { slonikPool } from '../postgres/index.ts'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { workOperations } from './operations.ts'
import { readerStore } from './reader-store.ts'
import { sql } from './sql.ts'
import { workQueue } from './work-queue.ts'

let database: TestDatabase
let pool: DatabasePool
beforeAll(async () => {
  database = await testDatabase()
  pool = await slonikPool(database.databases.url('kontor_platform'))
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

// Each test works in a gateway and behind a reader of its own, so that none sees another's items.
let run = 0
let gateway = ''
beforeEach(() => {
  run += 1
  gateway = `g${run}`
})
const start = '2026-01-01T00:00:00.000Z'
const at = (seconds: number) => new Date(Date.parse(start) + seconds * 1000).toISOString()

const item = (position: number, orderKey: string, changes: Partial<WorkItem> = {}): WorkItem => ({
  id: testDerivedId(gateway, `${position}`),
  effect: `${gateway}.act`,
  gateway,
  orderKey: `${gateway}.${orderKey}`,
  repeatSafe: 'no',
  eventId: testDerivedId('event', `${position}`),
  stream: 'boxes-1',
  revision: BigInt(position),
  position: `${position}`,
  ...changes,
})
const save = (items: readonly WorkItem[], from: string | undefined = undefined, to = '100') =>
  readerStore(pool).save(gateway, { from, to }, { items, timers: [], now: start })
const claim = (worker: string, seconds = 0, limit = 10) =>
  workQueue(pool).claim({ worker, effects: [`${gateway}.act`], limit, now: at(seconds), leaseUntil: at(seconds + 20) })
const positions = (items: readonly WorkItem[]) => items.map(({ position }) => Number(position)).sort((a, b) => a - b)
const only = <T>(items: readonly T[]): T => {
  const [one] = items
  if (!one || items.length > 1) throw new Error(`${items.length} instead of one`)
  return one
}
const settle = async (
  ...[claimed, settlement, seconds = 0]: [Awaited<ReturnType<typeof claim>>[number], Parameters<ReturnType<typeof workQueue>['settle']>[1], number?]
) => workQueue(pool).settle(claimed, settlement, at(seconds))

test('an item is written once, however often its event is read', async () => {
  await save([item(1, 'a')])
  await save([item(1, 'a'), item(2, 'b')], '100', '200')
  expect(positions(await claim('w'))).toEqual([1, 2])
})
test('a reader that another has overtaken writes neither items nor checkpoint', async () => {
  await save([item(1, 'a')])
  await expect(save([item(2, 'b')], undefined, '50')).rejects.toThrow(ReaderSuperseded)
  await expect(save([item(2, 'b')], '99', '150')).rejects.toThrow(ReaderSuperseded)
  expect(await readerStore(pool).position(gateway)).toBe('100')
  expect(positions(await claim('w'))).toEqual([1])
})
test('items that cannot be written keep the checkpoint where it was', async () => {
  await expect(save([item(1, 'a'), item(2, 'a', { repeatSafe: 'maybe' as 'no' })])).rejects.toThrow()
  expect(await readerStore(pool).position(gateway)).toBeUndefined()
  expect(await claim('w')).toEqual([])
})

test('of each key the oldest, one at a time', async () => {
  await save([item(1, 'a'), item(2, 'b'), item(3, 'a'), item(4, 'a')])
  const first = await claim('w')
  expect(positions(first)).toEqual([1, 2])
  expect(await claim('w')).toEqual([])
  for (const claimed of first) await settle(claimed, { state: 'done' })
  expect(positions(await claim('w'))).toEqual([3])
})
test('a key waits for its oldest item, also while that one is backing off', async () => {
  await save([item(1, 'a'), item(2, 'a')])
  await settle(only(await claim('w')), { state: 'ready', notBefore: at(30), reason: '451', counted: true })
  expect(await claim('w', 29)).toEqual([])
  expect(only(await claim('w', 30))).toMatchObject({ position: '1', attempts: 2 })
})
test('a parked item steps aside', async () => {
  await save([item(1, 'a'), item(2, 'a')])
  await settle(only(await claim('w')), { state: 'parked', reason: '550' })
  expect(only(await claim('w')).position).toBe('2')
})
test("a provider's own moment costs no attempt", async () => {
  await save([item(1, 'a')])
  await settle(only(await claim('w')), { state: 'ready', notBefore: at(5), reason: 'flood', counted: false })
  expect(only(await claim('w', 5)).attempts).toBe(1)
})
test('work of effects that this process does not know is left alone', async () => {
  await save([item(1, 'a', { effect: 'newer.act' })])
  expect(await claim('w')).toEqual([])
})

test('twenty workers at once never hold two items of one key', async () => {
  await save(Array.from({ length: 60 }, (_, n) => item(n + 1, `k${n % 3}`)))
  const done: number[] = []
  while (done.length < 60) {
    const claims = await Promise.all(Array.from({ length: 20 }, (_, n) => claim(`w${n}`, 0, 2)))
    const held = claims.flat()
    expect(new Set(held.map(({ orderKey }) => orderKey)).size).toBe(held.length)
    done.push(...positions(held))
    await Promise.all(held.map((claimed) => settle(claimed, { state: 'done' })))
  }
  for (const key of [0, 1, 2]) {
    const order = done.filter((position) => (position - 1) % 3 === key)
    expect(order).toEqual(order.toSorted((a, b) => a - b))
  }
  expect(new Set(done).size).toBe(60)
})
test('the table itself refuses two items of one key in flight', async () => {
  await save([item(1, 'a'), item(2, 'a')])
  await claim('w')
  const second = sql.typeAlias('void')`update work_items set state = 'claimed', worker = 'x', lease_until = now() where id = ${item(2, 'a').id}`
  await expect(pool.query(second)).rejects.toThrow('unique')
})

test('a worker that is gone: repeated where that is safe, else left to a person', async () => {
  await save([item(1, 'a', { repeatSafe: 'yes' }), item(2, 'b', { repeatSafe: 'no' }), item(3, 'c', { repeatSafe: 'lookup' })])
  const held = await claim('dead')
  await workQueue(pool).expire(at(19))
  expect(await claim('w', 19)).toEqual([])
  await workQueue(pool).expire(at(20))
  expect(only(await claim('w', 20))).toMatchObject({ position: '1', attempts: 2 })
  const parked = await workOperations(pool, []).parked(gateway)
  expect(parked.map(({ repeatSafe, reason }) => [repeatSafe, reason])).toEqual(
    expect.arrayContaining([
      ['no', 'outcome unknown: its worker ended during the attempt'],
      ['lookup', 'outcome unknown: its worker ended during the attempt'],
    ]),
  )
  // The dead one was only slow: what it has to say comes too late.
  const slow = held.find(({ position }) => position === '1')
  if (!slow) throw new Error('not held')
  expect(await settle(slow, { state: 'done' }, 21)).toBe(false)
})

test('operators see every gateway, and replay what was parked', async () => {
  const operations = workOperations(pool, [gateway, `${gateway}-idle`])
  await save([item(1, 'a'), item(2, 'b'), item(3, 'c')])
  const [first, second] = await claim('w', 0, 2)
  if (!first || !second) throw new Error('not claimed')
  await settle(first, { state: 'parked', reason: '550 5.1.1' }, 7)
  expect(await operations.gateways()).toEqual([
    { name: gateway, ready: 1, claimed: 1, parked: 1, oldestParkedAt: at(7) },
    { name: `${gateway}-idle`, ready: 0, claimed: 0, parked: 0, oldestParkedAt: null },
  ])
  expect(await operations.parked(gateway)).toEqual([
    { id: first.id, effect: `${gateway}.act`, reason: '550 5.1.1', attempts: 1, repeatSafe: 'no', at: at(7) },
  ])
  expect(await operations.replayParked('another', undefined)).toBe(0)
  expect(await operations.replayParked(gateway, [second.id])).toBe(0)
  expect(await operations.replayParked(gateway, [first.id])).toBe(1)
  expect(only((await claim('w')).filter(({ id }) => id === first.id)).attempts).toBe(1)
})
test('one press replays a hundred, the oldest', async () => {
  await save(Array.from({ length: 101 }, (_, n) => item(n + 1, `k${n}`)))
  const held = await claim('w', 0, 101)
  for (const claimed of held) await settle(claimed, { state: 'parked', reason: '550' }, 1000 - Number(claimed.position))
  expect(await workOperations(pool, []).replayParked(gateway, undefined)).toBe(100)
  expect(positions(await claim('w', 0, 101))).toEqual(positions(held).slice(1))
})
