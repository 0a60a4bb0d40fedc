/**
 * The three kinds of table (`design.md` §5 Tenancy). The line `-- kind: …` above each CREATE TABLE says which, an optional `-- grants: role privilege, …; role …`
 * line below it who else may do what; policy and grants follow from that and are never written by hand.
 */
export type Kind = 'tenant' | 'directory' | 'platform'

type Table = { readonly kind: Kind; readonly grants: readonly string[]; readonly name: string }

const declaration =
  /^-- kind: *(?<kind>\w+) *\n(?:-- grants: *(?<grants>[^\n]+)\n)?(?:--[^\n]*\n|\s*\n)*create table (?:if not exists )?(?<name>[\w."]+) *\(/gim
const anyTable = /^\s*create table /gim

const kinds: readonly string[] = ['tenant', 'directory', 'platform'] satisfies readonly Kind[]

const grantOf = (name: string, item: string): string => {
  const [, role, privileges] = /^(kontor_\w+) +([a-z, ]+)$/.exec(item.trim()) ?? []
  if (!role || !privileges) throw new Error(`cannot read the grant "${item}" of ${name}`)
  return `grant ${privileges} on ${name} to ${role}`
}

const tableOf = (groups: Record<string, string | undefined>, schema: string): Table => {
  const { kind = '', grants = '', name: given = '' } = groups
  const name = given.includes('.') ? given : `${schema}.${given}`
  if (!kinds.includes(kind)) throw new Error(`${name} has the unknown kind "${kind}": tenant, directory or platform`)
  const items = grants.split(';').filter((item) => item.trim() !== '')
  return { kind: kind as Kind, grants: items.map((item) => grantOf(name, item)), name }
}

const tenantPolicies = ({ name }: Table): readonly string[] => {
  const policy = (label: string, role: string, rule: string, as = '') =>
    `create policy ${label} on ${name} ${as} to ${role} using (${rule}) with check (${rule})`
  // The settings are read once a statement, not once a row, which is what the sub-selects are for.
  const partner = `(select kontor.acting_partner()) in ('*', partner_id)`
  return [
    `alter table ${name} enable row level security`,
    `alter table ${name} force row level security`,
    policy('tenant', 'kontor_app', 'tenant_id = (select kontor.acting_tenant())'),
    // Asked of the catalogue, not of the text above: a column that a parser overlooks would open the table.
    `do $$ begin if exists (select from pg_attribute where attrelid = '${name}'::regclass and attname = 'partner_id') then
       ${policy('partner', 'kontor_app', partner, 'as restrictive')}; end if; end $$`,
    policy('platform', 'kontor_platform', `(select kontor.platform_role()) = 'admin' or kontor.platform_sees(tenant_id)`),
    policy('projector', 'kontor_projector', 'true'),
  ]
}

const ordinaryGrants = ({ kind, name }: Table, isView: boolean): readonly string[] => {
  const write = `grant select, insert, update, delete on ${name} to kontor_projector`
  if (kind === 'tenant') return [`grant select on ${name} to kontor_app, kontor_platform`, write]
  return kind === 'directory' || isView ? [write] : []
}

/**
 * What has to follow the CREATE TABLE statements of `sql`: row-level security, policies, grants, and a comment by which the catalogue knows the kind.
 * Unqualified names are taken to lie in `schema`; `isView` marks the tables of projections, which the projector always writes.
 * A tenant table without tenant_id fails when they are run.
 * @throws Error for a table without a kind, an unknown kind, an unreadable grant
 */
export const applyKind = (sql: string, schema: string, isView = schema !== 'kontor'): readonly string[] => {
  const text = sql.replaceAll('\r\n', '\n')
  const tables = [...text.matchAll(declaration)].map((match) => tableOf(match.groups ?? {}, schema))
  const expected = text.match(anyTable)?.length ?? 0
  if (tables.length !== expected) throw new Error(`${expected - tables.length} of ${expected} tables have no line "-- kind: …" right above them`)
  return tables.flatMap((table) => [
    ...(table.kind === 'tenant' ? tenantPolicies(table) : []),
    ...ordinaryGrants(table, isView),
    ...table.grants,
    `comment on table ${table.name} is 'kind: ${table.kind}'`,
  ])
}
