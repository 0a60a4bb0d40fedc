import type { StoredEvent } from '@kontor/core/kernel'
import { id, testMeta } from '@kontor/core/kernel/testing'
import { expect, test } from 'vitest'
import { type Announcement, announce, changesOf, heard } from './changes.ts'
import { projection, type Touch } from './projection.ts'

const [ours, theirs, ann, ben] = [id(90), id(91), id(1), id(2)]
const view = projection<StoredEvent, null>({
  name: 'notes.list',
  version: 1,
  handles: ['notes.Written'],
  fold: () => null,
  apply: () => [],
  touches: ({ data }) => data['touches'] as Touch[],
})
const event = (by: string, ...touches: readonly Touch[]) =>
  ({ type: 'notes.Written', data: { touches }, meta: testMeta({ actor: { kind: 'user', id: by } }) }) as unknown as StoredEvent

test('what a batch changed is told once a tenant', () =>
  expect(
    changesOf(view, [
      event(ann, { tenantId: ours, partnerIds: [id(5)], id: 'a' }),
      event(ann, { tenantId: ours, partnerIds: [id(6)], id: 'b' }),
      event(ben, { tenantId: theirs, partnerIds: [], id: 'c' }),
    ]),
  ).toEqual([
    { view: 'notes.list', tenantId: ours, partnerIds: [id(5), id(6)], ids: ['a', 'b'], actor: ann },
    { view: 'notes.list', tenantId: theirs, partnerIds: [], ids: ['c'], actor: ben },
  ]))

test('one touch that names nobody means everybody, and two actors are none', () =>
  expect(changesOf(view, [event(ann, { tenantId: ours, partnerIds: [id(5)], id: 'a' }), event(ben, { tenantId: ours })])).toEqual([
    { view: 'notes.list', tenantId: ours },
  ]))

const many = (count: number, change: Partial<Announcement['changes'][number]>): Announcement => ({
  position: '7',
  views: ['notes.list'],
  changes: Array.from({ length: count }, () => ({ view: 'notes.list', tenantId: ours, ...change })),
})
const ids = (count: number) => Array.from({ length: count }, (_, n) => id(n))
const told = (announcement: Announcement) => {
  const payload = announce(announcement)
  expect(Buffer.byteLength(payload)).toBeLessThan(8_000)
  return heard(payload)
}

test('what is short is told in full', () =>
  expect(told(many(1, { ids: ['ё'], partnerIds: [ann], actor: ben }))?.changes).toEqual([
    { view: 'notes.list', tenantId: ours, position: '7', ids: ['ё'], partnerIds: [ann], actor: ben },
  ]))

test('what is long loses the rows, then the partners, then the tenants, and never the news', () => {
  expect(told(many(1, { ids: ids(300), partnerIds: [ann] }))?.changes).toEqual([
    { view: 'notes.list', tenantId: ours, position: '7', partnerIds: [ann] },
  ])
  expect(told(many(1, { ids: ids(300), partnerIds: ids(300) }))?.changes).toEqual([{ view: 'notes.list', tenantId: ours, position: '7' }])
  expect(told(many(300, {}))?.changes).toEqual([{ view: 'notes.list', tenantId: '*', position: '7' }])
})

test.each(['', 'hello', '{}', '[1]', '{"position":1,"views":[],"changes":[]}', '{"position":"x","views":[],"changes":[]}'])(
  'a payload that is not ours is nothing: %s',
  (payload) => expect(heard(payload)).toBeUndefined(),
)
