import type { Topic } from '@kontor/gateways/http/live/contract'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLive, pollEvery, type Socket } from './live.ts'

const list: Topic = { view: 'partners.list', scope: 'tenant' }
type Fake = Socket & { readonly sent: string[]; readonly say: (message: unknown) => void; readonly die: () => void; readonly accept: () => void }

/** A socket in the hands of the test. */
const fakeSocket = (): Fake => {
  const sent: string[] = []
  const socket: Fake = {
    onopen: null,
    onmessage: null,
    onclose: null,
    sent,
    send: (text) => sent.push(text),
    close: () => socket.onclose?.({} as CloseEvent),
    say: (message) => socket.onmessage?.({ data: JSON.stringify(message) } as MessageEvent),
    die: () => socket.onclose?.({} as CloseEvent),
    accept: () => {
      socket.onopen?.({} as Event)
      socket.say({ ready: true })
    },
  }
  return socket
}
let sockets: Fake[] = []
const last = () => sockets.at(-1) ?? fakeSocket()
const make = () =>
  createLive({
    connect: () => {
      const socket = fakeSocket()
      sockets.push(socket)
      return socket
    },
    greeting: async () => ({ token: 't' }),
    random: () => 1,
  })
const tick = (ms: number) => vi.advanceTimersByTimeAsync(ms)

beforeEach(() => {
  vi.useFakeTimers()
  sockets = []
})
afterEach(() => vi.useRealTimers())

test('says who it is first, then what it shows, each topic once', async () => {
  const live = make()
  live.on(list, vi.fn())
  live.on(list, vi.fn())
  live.open()
  await tick(0)
  last().accept()
  expect(last().sent.map((text) => JSON.parse(text))).toEqual([{ token: 't' }, { subscribe: [list] }])
  expect(live.state.value).toBe('live')
})
test('a burst of changes is one load, with the newest position', async () => {
  const live = make()
  const load = vi.fn()
  live.on(list, load)
  live.open()
  await tick(0)
  last().accept()
  await tick(2000)
  load.mockClear()
  for (const position of ['9', '11', '10']) last().say({ view: 'partners.list', position })
  await tick(249)
  expect(load).not.toHaveBeenCalled()
  await tick(1)
  expect(load.mock.calls).toEqual([['11']])
  expect(live.position.value).toBe('10')
  last().say({ view: 'partners.list', position: '12' })
  await tick(999)
  expect(load).toHaveBeenCalledTimes(1)
  await tick(1)
  expect(load).toHaveBeenLastCalledWith('12')
})
test('another view is none of its business', async () => {
  const live = make()
  const load = vi.fn()
  live.on(list, load)
  live.open()
  await tick(0)
  last().accept()
  load.mockClear()
  last().say({ view: 'tenancy.checklist', position: '9' })
  await tick(5000)
  expect(load).not.toHaveBeenCalled()
})
test('counters come by themselves', async () => {
  const live = make()
  const hear = vi.fn()
  live.onBadges(hear)
  live.open()
  await tick(0)
  last().accept()
  last().say({ badges: { applications: 3 } })
  expect(hear).toHaveBeenCalledWith({ applications: 3 })
})
test('a lost socket is dialled again, and everything is asked once when it is back', async () => {
  const live = make()
  const load = vi.fn()
  live.on(list, load)
  live.open()
  await tick(0)
  last().accept()
  load.mockClear()
  last().die()
  expect(live.state.value).toBe('reconnecting')
  await tick(1000)
  expect(sockets).toHaveLength(2)
  last().accept()
  expect(live.state.value).toBe('live')
  expect(load).toHaveBeenCalledTimes(1)
})
test('a socket that never comes: screens are asked every 15 s, and it is said', async () => {
  const live = make()
  const load = vi.fn()
  live.on(list, load)
  live.open()
  await tick(0)
  for (let failure = 1; failure <= 3; failure++) {
    last().die()
    await tick(1000 * 2 ** (failure - 1))
  }
  expect(live.state.value).toBe('polling')
  expect(load).not.toHaveBeenCalled()
  await tick(pollEvery)
  expect(load).toHaveBeenCalledTimes(1)
  await tick(pollEvery)
  expect(load).toHaveBeenCalledTimes(2)
  last().accept()
  load.mockClear()
  await tick(pollEvery * 3)
  expect(load).not.toHaveBeenCalled()
})
test('a screen that is gone is not loaded, and a closed line leaves no timer', async () => {
  const live = make()
  const load = vi.fn()
  const stop = live.on(list, load)
  live.open()
  await tick(0)
  last().accept()
  load.mockClear()
  last().say({ view: 'partners.list', position: '9' })
  stop()
  last().die()
  live.close()
  await tick(60_000)
  expect(load).not.toHaveBeenCalled()
  expect(vi.getTimerCount()).toBe(0)
})
