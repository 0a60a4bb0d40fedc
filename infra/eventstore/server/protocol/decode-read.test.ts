import { describe, expect, it } from 'vitest'
import { InvalidRequest } from '../errors.ts'
import { toReadRequest } from './decode-read.ts'
import { streamsMethods } from './definitions.ts'
import { encode, type Wire } from './wire.ts'

type Part = (options: Wire) => void

/** The options of a `ReadReq`, by the numbers of their fields. */
const aStream: Part = (options) =>
  options.message(1, (stream) => {
    stream.message(3)
    stream.message(1, (name) => name.text(3, 'notes-1'))
  })
const everything: Part = (options) => options.message(2, (all) => all.message(2))
const forwards: Part = (options) => options.number(3, 0)
const backwards: Part = (options) => options.number(3, 1)
const three: Part = (options) => options.number(5, 3)
const forEver: Part = (options) => options.message(6)
const notes: Part = (options) => options.message(7, (filter) => filter.message(2, (type) => type.text(2, 'notes.')))

const read = (...parts: readonly Part[]) =>
  toReadRequest(
    streamsMethods.read.requestDeserialize(
      encode(256, (wire) =>
        wire.message(1, (options) => {
          for (const part of parts) part(options)
        }),
      ),
    ),
  )

it('A read is of a stream or of everything, either way, with a filter for everything only', () => {
  expect(read(aStream, backwards, three)).toMatchObject({ stream: 'notes-1', from: 'start', backwards: true, limit: 3, filter: undefined })
  const filter = { on: 'type', by: { prefixes: ['notes.'] } }
  expect(read(everything, backwards, three, notes)).toMatchObject({ stream: undefined, backwards: true, limit: 3, filter })
  expect(read(everything, forwards, forEver, notes)).toMatchObject({ stream: undefined, backwards: false, limit: undefined, filter })
})

describe('A read is refused', () => {
  it.each<[string, readonly Part[]]>([
    ['of neither a stream nor everything', [forwards, three]],
    ['of a stream with a filter', [aStream, forwards, three, notes]],
    ['of a stream with a filter, for ever', [aStream, forwards, forEver, notes]],
    ['backwards for ever', [everything, backwards, forEver]],
    ['of nobody knows how many', [aStream, forwards]],
  ])('%s', (_, parts) => expect(() => read(...parts)).toThrow(InvalidRequest))
})
