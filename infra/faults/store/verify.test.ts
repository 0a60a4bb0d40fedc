import { expect, test } from 'vitest'
import type { Acknowledged } from './acknowledgements.ts'
import { compareHeard, type Found, verify } from './verify.ts'

const pair: Acknowledged = { write: 'w', stream: 'own-1', ids: ['a', 'b'], revision: 1, position: '2' }
const first: Found = { key: 'w.0', id: 'a', stream: 'own-1', revision: 0, position: '1' }
const second: Found = { key: 'w.1', id: 'b', stream: 'own-1', revision: 1, position: '2' }
const faultsOf = (log: readonly Found[], settled = true) => verify(log, [pair], settled).map(({ fault, what }) => `${fault}: ${what}`)

test('a log that holds what was acknowledged, and nothing else, is sound', () => expect(faultsOf([first, second])).toEqual([]))
test('what was acknowledged and is not there was lost', () => expect(faultsOf([first])).toEqual(['lost: w.1']))
test('one write that stands there twice was doubled, whatever its second id', () =>
  expect(faultsOf([first, second, { ...second, id: 'c', revision: 2, position: '3' }])).toEqual(['doubled: w.1']))
test('another id, stream, revision or position than was said is misplaced', () => {
  expect(faultsOf([first, { ...second, id: 'c' }])).toEqual(['misplaced: w.1'])
  expect(faultsOf([first, { ...second, position: '3' }])).toEqual(['misplaced: w.1'])
  expect(faultsOf([first, { ...second, stream: 'own-2', revision: 0 }])).toEqual(['misplaced: w.1'])
})
test('a gap in the revisions shows, and is misplaced too', () =>
  expect(faultsOf([first, { ...second, revision: 2 }])).toEqual(['misplaced: w.1', 'sparse: own-1 has 2 where 1 was due']))
test('positions must rise', () => expect(faultsOf([{ ...first, position: '2' }, second])).toEqual(['unordered: 2 follows 2']))
test('what nobody was told of is one too many once all writers have their answers, and may be there before', () => {
  const stranger: Found = { key: 'v.0', id: 'c', stream: 'own-2', revision: 0, position: '3' }
  expect(faultsOf([first, second, stranger])).toEqual(['unaccounted: v.0'])
  expect(faultsOf([first, second, stranger], false)).toEqual([])
})

test('a subscriber may be behind, and must have heard all at the end', () => {
  expect(compareHeard('she', [first], [first, second], false)).toEqual([])
  expect(compareHeard('she', [first], [first, second], true)).toEqual([{ fault: 'misheard', what: 'she heard nothing where the log has w.1 at 2' }])
})
test('one that heard what is not in the log, or in another order, has misheard', () => {
  expect(compareHeard('she', [first, second], [first], false)).toEqual([{ fault: 'misheard', what: 'she heard w.1 at 2 where the log has nothing' }])
  expect(compareHeard('she', [second, first], [first, second], false)[0]?.what).toBe('she heard w.1 at 2 where the log has w.0 at 1')
})
