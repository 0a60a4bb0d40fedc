import { expect, it } from 'vitest'
import { type AppendRequest, type Expected, lastOfAll, type WriteRequest } from '../events.ts'
import { planGroup, type StreamState } from './plan.ts'

const empty = new Uint8Array()
const request = (stream: string, expected: Expected, ids: readonly string[], deadline = Infinity): AppendRequest => ({
  stream,
  expected,
  deadline,
  events: ids.map((id) => ({ id, type: 'notes.Noted', isJson: true, data: empty, metadata: empty })),
})

const plan = (requests: readonly WriteRequest[], head = 10, given: Record<string, StreamState> = {}) => {
  const states = new Map(Object.entries(given))
  const stateOf = (stream: string): StreamState => {
    const state = states.get(stream) ?? { id: 0, revision: -1, metadata: undefined, seen: new Map() }
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
  const { written, newStreams } = plan([request('s', 7, ['a'])], 10, { s: { id: 3, revision: 7, metadata: undefined, seen: new Map() } })
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

const removal = (stream: string, remove: 'softly' | 'for-ever', expected: Expected = 'any') => ({ stream, expected, remove, deadline: Infinity })
const metadataOf = (data: string) => [{ id: 'm', type: '$metadata', isJson: true, data: Buffer.from(data), metadata: empty }]
const said = (events: readonly { stream: string; revision: number; type: string; data: Uint8Array }[]) =>
  events.map(({ stream, revision, type, data }) => `${stream}@${revision} ${type} ${Buffer.from(data)}`.trim())

it('deletes softly by metadata, and goes on with the next revision', () => {
  const { events, answers } = plan([request('s', 'no_stream', ['a', 'b']), removal('s', 'softly', 1), request('s', 'no_stream', ['c'])])
  expect(said(events)).toEqual([
    's@0 notes.Noted',
    's@1 notes.Noted',
    '$$s@0 $metadata {"$tb":9223372036854775807}',
    '$$s@1 $metadata {"$tb":2}',
    's@2 notes.Noted',
  ])
  expect(answers.at(-1)).toEqual({ kind: 'appended', revision: 2, position: 15 })
})

it('keeps the other metadata of a stream that begins anew', () => {
  const kept = { ...request('$$s', 'any', []), events: metadataOf('{"$tb":9223372036854775807,"$maxCount":3,"own":1}') }
  const { events } = plan([request('s', 'any', ['a']), kept, request('s', 'any', ['b'])])
  expect(said(events).at(-2)).toBe('$$s@1 $metadata {"$tb":1,"$maxCount":3,"own":1}')
})

it('lets other metadata end a soft deletion, but not a second deletion', () => {
  const other = { ...request('$$s', 'any', []), events: metadataOf('{"own":1}') }
  const { events, answers } = plan([request('s', 'any', ['a']), removal('s', 'softly'), removal('s', 'softly'), other])
  expect(said(events).slice(1)).toEqual([
    '$$s@0 $metadata {"$tb":9223372036854775807}',
    '$$s@1 $metadata {"$tb":9223372036854775807}',
    '$$s@2 $metadata {"own":1}',
    '$$s@3 $metadata {"own":1,"$tb":1}',
  ])
  expect(answers.at(-1)).toEqual({ kind: 'appended', revision: 2, position: 14 })
})

it('ends a stream and its metadata with a tombstone', () => {
  const { events, answers } = plan([
    request('s', 'any', ['a']),
    removal('s', 'for-ever'),
    request('s', 'any', ['b']),
    request('$$s', 'any', ['c']),
    removal('s', 'softly'),
  ])
  expect(said(events)).toEqual(['s@0 notes.Noted', `s@${lastOfAll} $streamDeleted`])
  expect(answers.slice(2)).toEqual([{ kind: 'stream-deleted' }, { kind: 'stream-deleted' }, { kind: 'stream-deleted' }])
})

it('writes what it writes by itself under ids that the place decides', () => {
  const ids = () =>
    plan([request('s', 'any', ['a']), removal('s', 'softly'), request('s', 'any', ['b']), removal('s', 'for-ever')]).events.map(({ id }) => id)
  expect(ids()).toEqual(ids())
  expect(new Set(ids()).size).toBe(5)
})

it.each([['any'], ['no_stream']] as const)('does not delete softly what never was (expecting %s), but ends it for ever', (expected) => {
  const { events, answers } = plan([removal('s', 'softly', expected), removal('s', 'for-ever', expected)])
  expect(said(events)).toEqual([`s@${lastOfAll} $streamDeleted`])
  expect(answers[0]).toEqual({ kind: 'wrong-version', current: -1 })
})
