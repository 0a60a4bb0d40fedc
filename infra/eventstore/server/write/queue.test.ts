import { expect, it } from 'vitest'
import type { AppendAnswer, AppendRequest } from '../events.ts'
import { appendQueue } from './queue.ts'

const request = (stream: string, { deadline = 1_000, bytes = 1, count = 1 } = {}): AppendRequest => ({
  stream,
  expected: 'any',
  deadline,
  events: Array.from({ length: count }, () => ({ id: '', type: '', isJson: true, data: new Uint8Array(bytes), metadata: new Uint8Array() })),
})

const queueOf = (...requests: readonly AppendRequest[]) => {
  const queue = appendQueue()
  const answers: [string, AppendAnswer][] = []
  const add = (each: AppendRequest): void => queue.add(each, (answer) => answers.push([each.stream, answer]))
  for (const each of requests) add(each)
  return { queue, add, answers, takeNames: () => queue.take().map((pending) => pending.request.stream) }
}

const late = { kind: 'too-late' } as const

it('hands out everything at once, in order of arrival', () => {
  const { takeNames } = queueOf(request('a'), request('b'), request('c'))
  expect(takeNames()).toEqual(['a', 'b', 'c'])
  expect(takeNames()).toEqual([])
})

it('bounds a group in bytes and in events, yet never below one request', () => {
  const megabyte = 1024 * 1024
  expect(queueOf(request('a', { bytes: 5 * megabyte }), request('b', { bytes: 5 * megabyte })).takeNames()).toEqual(['a'])
  expect(queueOf(request('a', { count: 4_096 }), request('b')).takeNames()).toEqual(['a'])
  const { takeNames } = queueOf(request('a', { bytes: 9 * megabyte }), request('b'))
  expect([takeNames(), takeNames()]).toEqual([['a'], ['b']])
})

it('takes half of many, so that their writers go on while the others are being written', () => {
  const names = Array.from({ length: 100 }, (_, index) => `s${index}`)
  const { takeNames } = queueOf(...names.map((name) => request(name)))
  const taken = [takeNames(), takeNames(), takeNames()]
  expect(taken.map(({ length }) => length)).toEqual([50, 32, 18])
  expect(taken.flat()).toEqual(names)
})

it('knows an append of many events, whose rows it lays down', () => {
  const { queue } = queueOf(request('a'), request('b', { count: 63 }))
  expect(queue.isMany()).toBe(false)
  queue.add(request('c', { count: 64, bytes: 3 }), () => {})
  expect(queue.isMany()).toBe(true)
  const rows = queue.take().map(({ request }) => ('events' in request ? request.events.filter(({ row }) => row).length : 0))
  expect(rows).toEqual([0, 0, 64])
  expect(queue.isMany()).toBe(false)
})

it('answers at the deadline, waiting or being written, and then no more', () => {
  const { queue, add, answers, takeNames } = queueOf(request('a', { deadline: 10 }))
  const [written] = queue.take()
  add(request('b', { deadline: 20 }))
  add(request('c', { deadline: 30 }))
  queue.expire(20)
  written?.answer({ kind: 'appended', revision: 0, position: 1 })
  expect(answers).toEqual([
    ['a', late],
    ['b', late],
  ])
  expect(takeNames()).toEqual(['c'])
})

it('gives all the same answer when it must, also those being written', () => {
  const { queue, add, answers } = queueOf(request('a'))
  queue.take()
  add(request('b'))
  const gone = { kind: 'unavailable', reason: 'gone' } as const
  queue.fail(gone)
  expect(answers).toEqual([
    ['a', gone],
    ['b', gone],
  ])
  expect(queue.waiting()).toBe(0)
})
