import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../tree.ts'
import { camel, capabilityName, kebab, pascal, spelt, tell, typeName, Unusable, writeNew } from './write.ts'

const usage = 'new-view <capability> <view> <Event>, as in: new-view partners ranking PartnerApproved'

type View = { readonly capability: string; readonly view: string; readonly event: string; readonly id: string }

const tableOf = ({ capability, view }: View) => `${capability}_${view}`.replaceAll('-', '_')
const columnOf = ({ id }: View) => kebab(id).replaceAll('-', '_')
const itemOf = ({ capability, view }: View) => `${pascal(capability)}${pascal(view)}Item`
const nameOf = ({ capability, view }: View) => camel(`${pascal(capability)}${pascal(view)}`)

const table = (of: View) => `-- kind: tenant
create table ${tableOf(of)} (
  tenant_id text not null,
  ${columnOf(of)} text not null,
  created_at timestamptz not null,
  primary key (tenant_id, ${columnOf(of)})
);
create index ${tableOf(of)}_newest on ${tableOf(of)} (tenant_id, created_at desc, ${columnOf(of)} desc);
`

const row = (of: View) => `import { Id } from '@kontor/core/kernel'
import { z } from 'zod'

/** One row as a reader meets it. */
export const ${itemOf(of)} = z.object({ ${of.id}: Id, createdAt: z.string() })
export type ${itemOf(of)} = z.output<typeof ${itemOf(of)}>
`

const project = (of: View) => `import type { ${of.event} } from '@kontor/core/${of.capability}'
import type { StoredOf } from '@kontor/core/kernel'
import { projection, sql } from '../../kernel/index.ts'

type Handled = StoredOf<typeof ${of.event}>
type Row = { readonly tenantId: string; readonly ${of.id}: string; readonly createdAt: string }

/** By key, so that a batch becomes one statement. Pure: no clock, no sequence, nothing that another order of streams would change. */
const fold = (batch: readonly Handled[]): readonly Row[] => {
  const rows = new Map<string, Row>()
  for (const { data: { ${of.id} }, meta: { tenantId, occurredAt } } of batch)
    rows.set(\`\${tenantId}.\${${of.id}}\`, { tenantId, ${of.id}, createdAt: occurredAt })
  return [...rows.values()]
}

/** What this view answers, in a sentence. */
export const ${nameOf(of)} = projection({
  name: '${of.capability}.${of.view}',
  version: 1,
  handles: ['${of.capability}.${of.event}'],
  fold,
  apply: (rows) => [
    sql.typeAlias('void')\`
      insert into ${tableOf(of)} (tenant_id, ${columnOf(of)}, created_at)
      select * from \${sql.unnest(rows.map(({ tenantId, ${of.id}, createdAt }) => [tenantId, ${of.id}, createdAt]), ['text', 'text', 'timestamptz'])}
      on conflict (tenant_id, ${columnOf(of)}) do update set created_at = excluded.created_at\`,
  ],
  touches: ({ data, meta }: Handled) => [{ tenantId: meta.tenantId, id: data.${of.id} }],
})
`

const queries = (of: View) => `import type { CommonQueryMethods } from 'slonik'
import { openCursor, type Page, page, sql } from '../../kernel/index.ts'
import { ${itemOf(of)} } from './view.ts'

const list = '${of.capability}.${of.view}'

/** Newest first. Names no tenant: the request's role and setting, and the table's policy, do. Raises Refused \`cursor.invalid\`. */
export const list${pascal(of.capability)}${pascal(of.view)} = async (db: CommonQueryMethods, { cursor, limit }: Page) => {
  const [createdAt, ${of.id}] = cursor ? openCursor(list, cursor) : []
  const onward = createdAt && ${of.id} ? sql.fragment\`(created_at, ${columnOf(of)}) < (\${createdAt}::timestamptz, \${${of.id}})\` : sql.fragment\`true\`
  const rows = await db.any(sql.type(${itemOf(of)})\`
    select ${columnOf(of)} as "${of.id}", created_at as "createdAt" from ${tableOf(of)}
    where \${onward} order by created_at desc, ${columnOf(of)} desc limit \${limit + 1}\`)
  return page(list, rows, limit, (row) => [row.createdAt, row.${of.id}])
}
`

const shown = (of: View) => `import { ${of.event}, ${camel(pascal(of.capability))}Events } from '@kontor/core/${of.capability}'
import { id, testMeta } from '@kontor/core/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestViews, testViews } from '../../../infra/testing/views.ts'
import { signCursorsWith } from '../../kernel/index.ts'
import { viewTests } from '../../kernel/testing.ts'
import { ${nameOf(of)} } from './project.ts'
import { list${pascal(of.capability)}${pascal(of.view)} } from './queries.ts'

const [ours, theirs] = [id(90), id(91)]
const happened = (n: number, tenantId: string) =>
  ${of.event}({ ${of.id}: id(n) }, testMeta({ tenantId, occurredAt: \`2026-01-0\${n}T10:00:00.000Z\` }))

let db: TestViews
beforeAll(async () => {
  db = await testViews()
  signCursorsWith(Buffer.from('test'))
})
afterAll(() => db.drop())

test('each tenant sees its own rows, newest first', async () => {
  await viewTests(db, ${camel(pascal(of.capability))}Events)
    .given(${nameOf(of)}, happened(1, ours), happened(2, ours), happened(3, theirs))
    .thenRows('${tableOf(of)}', [{ ${columnOf(of)}: id(1) }, { ${columnOf(of)}: id(2) }, { tenant_id: theirs }])
  const { items } = await db.asTenant({ tenantId: ours, partnerId: '*' }, (tx) => list${pascal(of.capability)}${pascal(of.view)}(tx, { limit: 9 }))
  expect(items.map((item) => item.${of.id})).toEqual([id(2), id(1)])
})
`

/** Writes `projections/<capability>/<view>/`. Raises Unusable. */
export const newView = (top: string, capabilityGiven?: string, viewGiven?: string, eventGiven?: string) => {
  const capability = spelt(capabilityGiven, capabilityName, usage)
  const view = spelt(viewGiven, capabilityName, usage)
  const event = spelt(eventGiven, typeName, usage)
  const declared = join(top, 'core', capability, 'events', `${kebab(event)}.ts`)
  if (!existsSync(declared)) throw new Unusable(`core/${capability}/events/${kebab(event)}.ts does not exist; scripts/new-event first`)
  const id = `${kebab(event).split('-')[0]}Id`
  if (!readFileSync(declared, 'utf8').includes(`${id}: `)) throw new Unusable(`${event} has no ${id} to be the key of a row`)
  const of = { capability, view, event, id }
  const folder = `projections/${capability}/${view}`
  const written = writeNew(top, {
    [`${folder}/table.sql`]: table(of),
    [`${folder}/view.ts`]: row(of),
    [`${folder}/project.ts`]: project(of),
    [`${folder}/queries.ts`]: queries(of),
    [`${folder}/${view}.int.test.ts`]: shown(of),
  })
  return {
    written,
    next: [
      `add ${nameOf(of)} and list${pascal(capability)}${pascal(view)} to projections/${capability}/index.ts`,
      'a column partner_id, when partners may read it: its policy comes with the name',
      `gateways/http/${capability}/contract.ts and routes.ts, when a screen asks for it`,
    ],
  }
}

if (import.meta.main) tell(() => newView(root, ...process.argv.slice(2)))
