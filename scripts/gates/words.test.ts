import { expect, test } from 'vitest'
import { faults, nameFault } from './words.ts'

const why = (path: string, text: string) => faults(path, text).join('\n')

test.each([
  ['infra/eventstore/client/append.ts', "append({ expectedRevision: 'any' })", 'exact revision'],
  ['infra/eventstore/client/append.ts', "import { ANY, jsonEvent } from '@eventstore/db-client'", 'exact revision'],
  ['gateways/http/server.ts', "import { NO_STREAM } from '@eventstore/db-client'", 'stands behind'],
  ['projections/partners/list/queries.ts', 'db.any(sql.unsafe`select 1`)', 'unparsed'],
  ['ui/kit/Badge.vue', '<style>p { color: #ff0000 }</style>', 'tokens'],
  ['ui/kit/Badge.vue', "const shade = 'rgb(1 2 3)'", 'tokens'],
  ['core/partners/state.ts', '// TODO later', 'names its issue'],
  ['core/partners/partners.test.ts', 'await sleep(10)', 'never for time'],
  ['core/partners/state.ts', '// @ts-expect-error\n', 'reason'],
])('%s may not say %s', (path, text, reason) => expect(why(path, text)).toContain(reason))

test.each([
  ['projections/partners/list/queries.ts', 'where id = ANY($1)'],
  ['ui/kit/tokens.css', '--accent: #12ab34;'],
  ['ui/app/shell/Menu.vue', '<template #add="{ item }"><a href="/x#abc">&#8594;</a></template>'],
  ['core/partners/state.ts', '// TODO #12: tiers'],
  ['infra/eventstore/server/server.int.test.ts', "import { ANY } from '@eventstore/db-client'"],
])('%s may say %s', (path, text) => expect(faults(path, text)).toEqual([]))

test('the line of the fault is named', () => expect(why('core/a/b.ts', 'x\ny\n// TODO')).toMatch(/^core\/a\/b\.ts:3: /))

test.each(['core/kernel/utils.ts', 'ui/kit/helpers/date.ts', 'infra/postgres/baseRepository.ts', 'ui/kit/data-table.vue'])('%s is no name', (path) =>
  expect(nameFault(path)).toBeDefined(),
)
test.each(['core/kernel/given.ts', 'ui/kit/DataTable.vue', 'core/kernel/base32.ts', 'projections/partners/list/list.int.test.ts', 'ui/env.d.ts'])(
  '%s is one',
  (path) => expect(nameFault(path)).toBeUndefined(),
)
