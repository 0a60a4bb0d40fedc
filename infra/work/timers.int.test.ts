import { type Message, Refused } from '@kontor/core/kernel'
import { id } from '@kontor/core/kernel/testing'
import { type Fire, startTimers, type Timer, type TimerPorts } from '@kontor/gateways/kernel'
import { manualClock, testDerivedId } from '@kontor/gateways/kernel/testing'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { withSession } from '../postgres/session.ts'
import { readerStore } from './reader-store.ts'
import { sql } from './sql.ts'
import { workBench } from './testing.ts'
import { timerStore } from './timer-store.ts'
import { wakeUps } from './wake-ups.ts'

const bench = workBench()
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 5_000, interval: 5 })

let clock = manualClock()
let position = 0
beforeEach(async () => {
  clock = manualClock()
  await bench.pool.query(sql.typeAlias('void')`update timers set fired_at = now() where fired_at is null`)
})

let running: { stop: () => Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(running.map(({ stop }) => stop()))
  running = []
})

/** `at` counts seconds from the clock's start. */
const timer = (subject: string, at: number): Timer => {
  const dueAt = new Date(Date.parse('2026-01-01T00:00:00.000Z') + at * 1000).toISOString()
  const command = { type: 'boxes.Remind', data: { subject } }
  return {
    id: testDerivedId(subject, dueAt),
    kind: 'boxes.remind',
    tenantId: id(9),
    subject,
    dueAt,
    command,
    correlationId: id(7),
    causationId: id(6),
  }
}
const set = async (...timers: readonly Timer[]) => {
  const from = position === 0 ? undefined : `${position}`
  position += 1
  await readerStore(bench.pool).save('timers', { from, to: `${position}` }, { items: [], timers, now: '2026-01-01T00:00:00.000Z' })
}
const start = (remind: (command: Message) => unknown, changes: Partial<TimerPorts> = {}) => {
  const fire: Fire = { 'boxes.Remind': async (command) => remind(command) }
  const ports = { store: timerStore(bench.pool), fire, clock, onWake: wakeUps(bench.bells), random: () => 0, onError: () => {}, ...changes }
  running.push(startTimers(ports))
}

test('a timer fires when it is due, the earliest first, and once', async () => {
  const fired: unknown[] = []
  await set(timer('late', 3600), timer('soon', 60))
  start(({ data, meta }) => fired.push([(data as { subject: string }).subject, meta.commandId, meta.tenantId]))
  start(({ data, meta }) => fired.push([(data as { subject: string }).subject, meta.commandId, meta.tenantId]))
  clock.advance(59_999)
  expect(
    await timerStore(bench.pool).fireNext(
      new Date(clock.now()).toISOString(),
      () => expect.unreachable(),
      () => '',
    ),
  ).toBe(false)
  await until(() => {
    clock.advance(1)
    expect(fired).toEqual([['soon', timer('soon', 60).id, id(9)]])
  })
  await until(() => {
    clock.advance(1_000_000)
    expect(fired).toHaveLength(2)
  })
  await until(async () => expect(await timerStore(bench.pool).nextDue()).toBeUndefined())
})
test('a timer set while the loop rests is heard of at once', async () => {
  const fired: string[] = []
  start(({ meta }) => fired.push(meta.commandId))
  await set(timer('now', 0))
  await until(() => expect(fired).toEqual([timer('now', 0).id]))
})
test('setting a timer again, fired or not, sets nothing', async () => {
  const fired: string[] = []
  await set(timer('twice', 0))
  await set(timer('twice', 0))
  start(({ meta }) => fired.push(meta.commandId))
  await until(() => expect(fired).toHaveLength(1))
  await set(timer('twice', 0), timer('after', 0))
  await until(() => expect(fired).toEqual([timer('twice', 0).id, timer('after', 0).id]))
})
test('a command that fails is given again, with the same id, and others do not wait for it', async () => {
  const fired: string[] = []
  await set(timer('odd', 0), timer('other', 1))
  start(({ data, meta }) => {
    fired.push(meta.commandId)
    if ((data as { subject: string }).subject === 'odd' && fired.length < 3) throw new Error('the store is silent')
  })
  await until(() => {
    clock.advance(1_000)
    expect(fired.filter((command) => command === timer('odd', 0).id)).toHaveLength(2)
  })
  expect(fired.filter((command) => command === timer('other', 1).id)).toHaveLength(1)
})
test('a command that a rule refuses has had its moment', async () => {
  const fired: string[] = []
  await set(timer('refused', 0))
  start(({ meta }) => {
    fired.push(meta.commandId)
    throw new Refused('box.gone')
  })
  await until(async () => expect(await timerStore(bench.pool).nextDue()).toBeUndefined())
  expect(fired).toHaveLength(1)
})
test('a process that dies while firing leaves the timer to the next, with the same command id', async () => {
  const fired: string[] = []
  const died = Promise.withResolvers<void>()
  await set(timer('crash', 0))
  start(async ({ meta }) => {
    fired.push(meta.commandId)
    if (fired.length > 1) return
    await withSession(bench.database.adminUrl, (session) =>
      session.query(`select pg_terminate_backend(pid) from pg_stat_activity where state = 'idle in transaction' and usename = 'kontor_platform'
        and datname = current_database()`),
    )
    died.resolve()
  })
  await died.promise
  await until(() => {
    clock.advance(1_000)
    expect(fired).toEqual([timer('crash', 0).id, timer('crash', 0).id])
  })
  await until(async () => expect(await timerStore(bench.pool).nextDue()).toBeUndefined())
})
