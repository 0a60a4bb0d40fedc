import { expect, it } from 'vitest'
import type { Expected, WriteRequest } from '../events.ts'
import { loadStates } from './group.ts'
import { headCache } from './heads.ts'

const event = { id: 'a', type: 'notes.Noted', isJson: true, data: new Uint8Array(), metadata: new Uint8Array() }
const append = (stream: string, expected: Expected, events = [event]): WriteRequest => ({ stream, expected, deadline: Infinity, events })

/** Which streams are asked for, for a group of these requests. */
const asked = async (requests: readonly WriteRequest[], { marked = false, believing = true } = {}) => {
  const names: string[] = []
  const heads = async (unknown: readonly string[]) => {
    names.push(...unknown)
    return []
  }
  await loadStates({ heads, seen: async () => [] }, headCache(10), requests, { marked, believing })
  return names
}

it('believes a writer that takes its stream for new', async () => {
  expect(await asked([append('new', 'no_stream'), append('old', 3), append('any', 'any')])).toEqual(['old', 'any'])
})

it.each<[string, readonly WriteRequest[]]>([
  ['somebody else in the group does not', [append('s', 'no_stream'), append('s', 0)]],
  ['there is nothing to write, and so nothing to be refused', [append('s', 'no_stream', [])]],
  ['it is to be deleted', [{ stream: 's', expected: 'no_stream', deadline: Infinity, remove: 'softly' }]],
])('but asks where %s', async (_, requests) => {
  expect(await asked(requests)).toEqual(['s'])
})

it('asks for all when the belief was wrong, and for metadata too when a deletion may stand there', async () => {
  expect(await asked([append('s', 'no_stream')], { believing: false })).toEqual(['s'])
  expect(await asked([append('s', 'no_stream')], { marked: true })).toEqual(['s', '$$s'])
})
