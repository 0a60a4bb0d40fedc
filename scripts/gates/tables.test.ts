import { expect, test } from 'vitest'
import { foreignTables } from './tables.ts'

const capabilities = ['partners', 'links', 'badges']
const of = (text: string, path = 'projections/partners/list/queries.ts') => foreignTables(path, text, capabilities)

test.each([
  'select * from links_list',
  'select 1 from partners_list join links_list using (tenant_id)',
  'insert into badges_counters values (1)',
  'update views.links_list set a = 1',
  "sql.identifier(['links_list'])",
])('%s reaches into another capability', (text) => expect(of(text)).toHaveLength(1))

test.each([
  'select * from partners_list as l join unnest($1) as links_given on true',
  'select links_count from partners_list',
  "import { x } from '../../kernel/index.ts'",
  '-- copied from links_list once',
])('%s does not', (text) => expect(of(text)).toEqual([]))

test('a table bears the name of its capability', () =>
  expect(of('create table people (a int)', 'projections/partners/list/table.sql')).toEqual([
    'projections/partners/list/table.sql: creates people, which must begin with partners_',
  ]))
test('a view never reads durable tables', () => expect(of('select * from kontor.work_items')).toHaveLength(1))
