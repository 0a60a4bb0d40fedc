import { expect, test } from 'vitest'
import { applyKind } from './kinds.ts'

const file = (head: string) => `${head}\ncreate table cap_things (\n  tenant_id text not null,\n  sum numeric(10, 2) default (1)\n);\n`

test('a tenant table is closed first, then opened by policy and grant', () => {
  const statements = applyKind(file('-- kind: tenant\n-- grants: kontor_app insert, delete'), 'views')
  expect(statements.slice(0, 2)).toEqual([
    'alter table views.cap_things enable row level security',
    'alter table views.cap_things force row level security',
  ])
  expect(statements).toContain('grant select on views.cap_things to kontor_app, kontor_platform')
  expect(statements).toContain('grant insert, delete on views.cap_things to kontor_app')
  expect(statements.at(-1)).toBe(`comment on table views.cap_things is 'kind: tenant'`)
})

test('a directory is for the projector alone', () => {
  expect(applyKind(file('-- kind: directory'), 'views').filter((statement) => statement.startsWith('grant'))).toEqual([
    'grant select, insert, update, delete on views.cap_things to kontor_projector',
  ])
})

test('a platform table of a migration is open only as it says', () => {
  const grants = (head: string, schema: string) => applyKind(file(head), schema).filter((statement) => statement.startsWith('grant'))
  expect(grants('-- kind: platform', 'kontor')).toEqual([])
  expect(grants('-- kind: platform\n-- grants: kontor_app select; kontor_platform select, update', 'kontor')).toEqual([
    'grant select on kontor.cap_things to kontor_app',
    'grant select, update on kontor.cap_things to kontor_platform',
  ])
})

test('every table of a file has its own kind', () => {
  const statements = applyKind(`${file('-- kind: tenant')}\n${file('-- kind: platform').replace('cap_things', 'cap_others')}`, 'kontor')
  expect(statements).toContain(`comment on table kontor.cap_things is 'kind: tenant'`)
  expect(statements).toContain(`comment on table kontor.cap_others is 'kind: platform'`)
})

test.each([
  ['no kind', file('-- a table'), '1 of 1 tables have no line "-- kind: …"'],
  ['one kind for two tables', file('-- kind: tenant') + file(''), '1 of 2 tables'],
  ['an unknown kind', file('-- kind: tennant'), 'unknown kind "tennant"'],
  ['an unreadable grant', file('-- kind: platform\n-- grants: everyone all'), 'cannot read the grant "everyone all"'],
])('%s is refused', (_, sql, message) => {
  expect(() => applyKind(sql, 'views')).toThrow(message)
})
