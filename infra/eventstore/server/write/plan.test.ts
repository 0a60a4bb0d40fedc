import { expect, it } from 'vitest'
import type { AppendRequest, Expected } from '../events.ts'
import { planGroup, type StreamState } from './plan.ts'

const empty = new Uint8Array()
const request = (stream: string, expected: Expected, ids: readonly string[], deadline = Infinity): AppendRequest => ({
  stream,
  expected,
  deadline,
  events: ids.map((id) => ({ id, type: 'notes.Noted', isJson: true, data: empty, metadata: empty })),
})

const plan = (requests: readonly AppendRequest[], head = 10, given: Record<string, StreamState> = {}) => {
  const states = new Map(Object.entries(given))
  const stateOf = (stream: string): StreamState => {
    const state = states.get(stream) ?? { id: 0, revision: -1, seen: new Map() }
    states.set(stream, state)
    return state
  }
  const planned = planGroup(requests, { head, now: 5, stateOf, recent: () => undefined })
  return { ...planned, written: planned.events.map(({ id, position, streamId, revision }) => [id, position, streamId, revision]) }
}

it('numbers positions through the group and revisions through each stream', () => {
  const { written, newStreams, answers } = plan([request('s', 'no_stream', ['a', 'b']), request('t', 'any', ['c']), request('s', 1, ['d'])])
  expect(written).toEqual([
    ['a', 11, 11, 0],
    ['b', 12, 11, 1],
    ['c', 13, 13, 0],
    ['d', 14, 11, 2],
  ])
  expect(newStreams).toEqual([
    { id: 11, name: 's' },
    { id: 13, name: 't' },
  ])
  expect(answers).toEqual([
    { kind: 'appended', revision: 1, position: 12 },
    { kind: 'appended', revision: 0, position: 13 },
    { kind: 'appended', revision: 2, position: 14 },
  ])
})

it('continues a stream that is there', () => {
  const { written, newStreams } = plan([request('s', 7, ['a'])], 10, { s: { id: 3, revision: 7, seen: new Map() } })
  expect(written).toEqual([['a', 11, 3, 8]])
  expect(newStreams).toEqual([])
})

it('lets the first of two rivals win and knows a repeat within the group', () => {
  const { written, answers } = plan([request('s', 'no_stream', ['a']), request('s', 'no_stream', ['x']), request('s', 'no_stream', ['a'])])
  expect(written).toEqual([['a', 11, 11, 0]])
  expect(answers).toEqual([
    { kind: 'appended', revision: 0, position: 11 },
    { kind: 'wrong-version', current: 0 },
    { kind: 'appended', revision: 0, position: 11 },
  ])
})

it('knows a repeat of `any` within the group, but not one in another stream', () => {
  const { written } = plan([request('s', 'any', ['a']), request('s', 'any', ['a']), request('t', 'any', ['a'])])
  expect(written).toEqual([
    ['a', 11, 11, 0],
    ['a', 12, 12, 0],
  ])
})

it('writes nothing for a request whose time has passed', () => {
  const { written, answers } = plan([request('s', 'no_stream', ['a'], 5), request('s', 'no_stream', ['b'], 6)])
  expect(written).toEqual([['b', 11, 11, 0]])
  expect(answers[0]).toEqual({ kind: 'too-late' })
})
