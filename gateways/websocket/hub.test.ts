import { beforeEach, expect, test } from 'vitest'
import { liveHub } from './hub.ts'
import type { Caller } from './index.ts'
import { handClock, paperWire, settled, understandBy } from './testing.ts'
import type { ViewChange } from './topics.ts'

let time = handClock()
let open = true
let announce: (change: ViewChange) => void = () => {}
let listening = 0
let failures: unknown[] = []

const list = { view: 'list', scope: 'tenant' }
const halfHour = 30 * 60_000
const start = handClock().clock.now()
const ann: Caller = {
  audience: { tenantId: 'T', partnerId: undefined },
  expiresAt: start + halfHour,
  isWelcome: async () => open,
  sourceOf: ({ view }) => {
    if (view === 'count') return { view: 'list', show: async ({ position }) => ({ count: Number(position) }) }
    if (view === 'broken') return { view: 'list', show: () => Promise.reject(new Error('no database')) }
    return view === 'list' ? { view, show: (told) => ({ view, ...told }) } : undefined
  },
}
const bob: Caller = { ...ann, audience: { tenantId: 'T', partnerId: 'bob' } }

const hub = () =>
  liveHub({
    clock: time.clock,
    understand: understandBy({ ann, bob, later: { ...ann, expiresAt: start + 2 * halfHour } }),
    failed: (error) => failures.push(error),
    onChange: (listener) => {
      announce = listener
      listening += 1
      return () => {
        listening -= 1
      }
    },
  })
const joined = () => {
  const { wire, sent, state } = paperWire()
  const connection = live.join(wire)
  return { connection, sent, state, say: (message: object) => connection.hear(JSON.stringify(message)) }
}
const listener = async (who = 'ann', topics: readonly object[] = [list]) => {
  const client = joined()
  await client.say({ hello: who })
  await client.say({ subscribe: topics })
  client.sent.length = 0
  return client
}
const change = (position: string, more: Partial<ViewChange> = {}) => announce({ view: 'list', tenantId: 'T', position, ...more })

let live = hub()
beforeEach(() => {
  time = handClock()
  open = true
  failures = []
  live = hub()
})

test('greeted, it says ready; a change goes out at once', async () => {
  const { sent, say } = joined()
  await say({ hello: 'ann' })
  expect(sent).toEqual([{ ready: true }])
  await say({ subscribe: [list] })
  change('5', { ids: ['a'], actor: 'x' })
  await settled()
  expect(sent.slice(1)).toEqual([{ view: 'list', position: '5', ids: ['a'], actor: 'x' }])
})

test('a subscription sent right behind the greeting waits for it', async () => {
  const { sent, say } = joined()
  await Promise.all([say({ hello: 'ann' }), say({ subscribe: [list] })])
  change('5')
  await settled()
  expect(sent).toEqual([{ ready: true }, { view: 'list', position: '5' }])
})

test('then one a half second, and the last always', async () => {
  const { sent } = await listener()
  for (const position of ['1', '2', '3']) change(position)
  await time.pass(499)
  expect(sent).toEqual([{ view: 'list', position: '1' }])
  await time.pass(1)
  expect(sent).toEqual([
    { view: 'list', position: '1' },
    { view: 'list', position: '3' },
  ])
})

test('nobody hears of another view, another tenant, or another partner', async () => {
  const [staff, partner] = [await listener('ann'), await listener('bob')]
  change('1', { view: 'other' })
  change('2', { tenantId: 'U' })
  change('3', { partnerIds: ['carl'], ids: ['carl'] })
  await time.pass(1_000)
  expect(partner.sent).toEqual([])
  expect(staff.sent).toEqual([{ view: 'list', position: '3', ids: ['carl'] }])
  change('4', { partnerIds: ['carl', 'bob'], ids: ['carl', 'bob'] })
  await settled()
  expect(partner.sent).toEqual([{ view: 'list', position: '4' }])
})

test('a topic may show something else, and one that fails does not take the others with it', async () => {
  const { sent } = await listener('ann', [
    { view: 'broken', scope: 'tenant' },
    { view: 'count', scope: 'tenant' },
  ])
  change('8')
  await settled()
  expect(sent).toEqual([{ count: 8 }])
  expect(failures).toHaveLength(1)
})

test('an unknown topic is named, the known ones stand', async () => {
  const { sent, say } = joined()
  await say({ hello: 'ann' })
  await say({ subscribe: [{ view: 'payouts', scope: 'tenant' }, list] })
  change('1')
  await settled()
  expect(sent.slice(1)).toEqual([{ error: { code: 'topic.not-found', detail: 'payouts tenant' } }, { view: 'list', position: '1' }])
})

test('a new list of topics replaces the old, held pushes included', async () => {
  const { sent, say } = await listener()
  change('1')
  change('2')
  await say({ subscribe: [] })
  change('3')
  await time.pass(1_000)
  expect(sent).toEqual([{ view: 'list', position: '1' }])
})

test('greeted anew as the same, it goes on without a gap; as another, it begins again', async () => {
  const { sent, say } = await listener()
  change('1')
  change('2')
  await say({ hello: 'later' })
  await time.pass(500)
  expect(sent).toEqual([{ view: 'list', position: '1' }, { ready: true }, { view: 'list', position: '2' }])
  change('3')
  await say({ hello: 'bob' })
  await time.pass(500)
  expect(sent.slice(3)).toEqual([{ ready: true }])
})

test('who subscribes before greeting, or greets in vain, is sent away', async () => {
  const [rude, forged] = [joined(), joined()]
  await rude.say({ subscribe: [list] })
  await forged.say({ hello: 'nobody' })
  expect(rude.state.closed).toBe('1008 live.greeting-expected')
  expect(forged.state.closed).toBe('4401 token.invalid')
  expect(forged.sent).toEqual([{ error: { code: 'token.invalid' } }])
  await forged.say({ hello: 'ann' })
  expect(forged.sent).toHaveLength(1)
})

test('noise is answered to a caller and ends a stranger', async () => {
  const [caller, stranger] = [await listener(), joined()]
  await caller.say({ what: 1 })
  await stranger.say({ what: 1 })
  expect(caller.sent).toEqual([{ error: { code: 'message.invalid' } }])
  expect(caller.state.closed).toBeUndefined()
  expect(stranger.state.closed).toBe('1008 live.greeting-expected')
})

test('who says nothing for ten seconds is sent away', async () => {
  const { state } = joined()
  await time.pass(9_500)
  expect(state.closed).toBeUndefined()
  await time.pass(500)
  expect(state.closed).toBe('1008 live.greeting-expected')
})

test('a token that is over ends the connection; a fresh one before that keeps it', async () => {
  const [sleepy, awake] = [await listener(), await listener()]
  await keepAlive([sleepy, awake], halfHour - 1_000)
  await awake.say({ hello: 'later' })
  await keepAlive([sleepy, awake], 2_000)
  expect(sleepy.state.closed).toBe('4401 token.expired')
  expect(awake.state.closed).toBeUndefined()
})

test('a revoked session hears nothing after a second', async () => {
  const { sent, state } = await listener()
  open = false
  await time.pass(500)
  expect(state.closed).toBe('4401 session.over')
  change('9')
  await time.pass(1_000)
  expect(sent).toEqual([{ error: { code: 'session.over' } }])
})

test('who does not answer a ping is dropped, who does is kept', async () => {
  const [silent, answering] = [await listener(), await listener()]
  await time.pass(15_000)
  answering.connection.ponged()
  await time.pass(15_000)
  expect(silent.state.terminated).toBe(true)
  expect(answering.state.terminated).toBe(false)
  expect(answering.state.pings).toBe(2)
})

test('a slow reader is dropped, not buffered for', async () => {
  const { sent, state } = await listener()
  state.bufferedAmount = 64 * 1024 + 1
  change('1')
  await settled()
  expect(sent).toEqual([])
  expect(state.terminated).toBe(true)
})

test('a flood of messages ends the connection', async () => {
  const { state, say } = await listener()
  for (let i = 0; i < 100; i++) await say({ subscribe: [] })
  expect(state.closed).toBe('1008 rate.limited')
})

test('who left hears nothing, and with nobody left no timer runs', async () => {
  const { connection, sent } = await listener()
  change('1')
  await settled()
  change('2')
  live.leave(connection)
  await time.pass(1_000)
  expect(sent).toEqual([{ view: 'list', position: '1' }])
  expect(time.waiting()).toBe(0)
})

test('closing the hub ends its listening', () => {
  const before = listening
  live.close()
  expect(listening).toBe(before - 1)
})

const keepAlive = async (clients: readonly Awaited<ReturnType<typeof listener>>[], ms: number) => {
  for (let passed = 0; passed < ms; passed += 1_000) {
    await time.pass(1_000)
    for (const { connection } of clients) connection.ponged()
  }
}
