import { describe, expect, it } from 'vitest'
import { type Expected, lastOfAll } from '../events.ts'
import { decide, type Past, type Seen, type Standing } from './decide.ts'

/** A stream that holds these ids, all of them known to the writer. */
const holding = (...ids: string[]): Past => {
  const seen = ids.map((id, revision): Seen => ({ id, revision, position: 100 + revision }))
  return { at: (revision) => seen[revision], find: (id) => seen.find((event) => event.id === id) }
}

/** A stream that ends at this revision, neither deleted nor with metadata. */
const at = (revision: number): Standing => ({ revision, softlyDeleted: false, hasMetadata: false })

const appends = { kind: 'append' }
const refused = { kind: 'wrong-version' }
const repeats = (id: string, revision: number) => ({ kind: 'repeated', last: { id, revision, position: 100 + revision } })

describe('an expected revision', () => {
  it.each<[Expected, readonly string[], readonly string[], unknown]>([
    ['no_stream', [], ['a'], appends],
    ['any', [], ['a'], appends],
    ['stream_exists', [], ['a'], refused],
    [0, [], ['a'], refused],
    ['no_stream', ['a'], ['b'], refused],
    ['any', ['a'], ['b'], appends],
    ['stream_exists', ['a'], ['b'], appends],
    [0, ['a'], ['b'], appends],
    [1, ['a'], ['b'], refused],
    [0, ['a', 'b'], ['c'], refused],
  ])('%s of a stream of %j lets %j: %j', (expected, stream, ids, outcome) => {
    expect(decide(expected, ids, at(stream.length - 1), holding(...stream))).toEqual(outcome)
  })
})

describe('a repeat', () => {
  it.each<[Expected, readonly string[], readonly string[], unknown]>([
    ['no_stream', ['a', 'b'], ['a', 'b'], repeats('b', 1)],
    ['no_stream', ['a', 'b', 'c'], ['a', 'b'], repeats('b', 1)],
    [0, ['a', 'b', 'c'], ['b'], repeats('b', 1)],
    ['any', ['a', 'b', 'c'], ['b', 'c'], repeats('c', 2)],
    ['stream_exists', ['a', 'b', 'c'], ['a'], repeats('a', 0)],
  ])('at %s of a stream of %j of %j is given the earlier answer', (expected, stream, ids, outcome) => {
    expect(decide(expected, ids, at(stream.length - 1), holding(...stream))).toEqual(outcome)
  })

  it.each<[Expected, readonly string[], readonly string[]]>([
    ['no_stream', ['a', 'b'], ['a', 'x']],
    ['no_stream', ['a', 'b'], ['b', 'a']],
    ['no_stream', ['a'], ['a', 'b']],
    [0, ['a', 'b'], ['a']],
    ['any', ['a', 'b'], ['b', 'x']],
  ])('at %s of a stream of %j that differs, %j, is refused', (expected, stream, ids) => {
    expect(decide(expected, ids, at(stream.length - 1), holding(...stream))).toEqual(refused)
  })
})

it('An append of nothing is held to its revision like any other', () => {
  expect(decide(0, [], at(0), holding('a'))).toEqual(appends)
  expect(decide('no_stream', [], at(0), holding('a'))).toEqual(refused)
  expect(decide('any', [], at(-1), holding())).toEqual(appends)
})

const deleted = { kind: 'stream-deleted' }

describe('a stream that was deleted', () => {
  it.each<[Expected, unknown]>([
    ['any', appends],
    ['no_stream', appends],
    [1, appends],
    [0, refused],
    [2, refused],
    ['stream_exists', deleted],
  ])('softly, lets %s begin anew or not: %j', (expected, outcome) => {
    expect(decide(expected, ['c'], { ...at(1), softlyDeleted: true, hasMetadata: true }, holding('a', 'b'))).toEqual(outcome)
  })

  it.each<Expected>(['any', 'no_stream', 'stream_exists', 1, lastOfAll])('for ever, takes nothing at %s', (expected) => {
    expect(decide(expected, ['c'], at(lastOfAll), holding('a', 'b'))).toEqual(deleted)
  })

  it('softly, still knows a repeat of what it held', () => {
    expect(decide('no_stream', ['a', 'b'], { ...at(1), softlyDeleted: true, hasMetadata: true }, holding('a', 'b'))).toEqual(repeats('b', 1))
  })
})

it('A stream of which there are only metadata exists', () => {
  expect(decide('stream_exists', ['a'], { ...at(-1), hasMetadata: true }, holding())).toEqual(appends)
})
