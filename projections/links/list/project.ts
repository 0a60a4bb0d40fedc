import { erased } from '@kontor/core/kernel'
import { projection, sql } from '../../kernel/index.ts'
import { type Folded, fold, type Handled, handles, type LinkRow } from './fold.ts'

const insert = (rows: readonly (LinkRow & { readonly created: NonNullable<LinkRow['created']> })[]) => sql.typeAlias('void')`
  insert into links_list (tenant_id, partner_id, link_id, code, type, title, target_url, utm, status, created_at, customers)
  select *, 0 from ${sql.unnest(
    rows.map(({ created: { data, meta }, title = data.title, targetUrl = null, utm = {}, status = 'active' }) => [
      ...[meta.tenantId, data.partnerId, data.linkId, data.code, data.type, title, targetUrl, JSON.stringify(utm), status, meta.occurredAt],
    ]),
    ['text', 'text', 'text', 'text', 'text', 'text', 'text', 'jsonb', 'text', 'timestamptz'],
  )}
  on conflict (tenant_id, link_id) do update set
    title = excluded.title, target_url = excluded.target_url, utm = excluded.utm, status = excluded.status`

const update = (rows: readonly LinkRow[]) => sql.typeAlias('void')`
  update links_list as l set
    title = coalesce(m.title, l.title), target_url = coalesce(m.target_url, l.target_url),
    utm = coalesce(m.utm, l.utm), status = coalesce(m.status, l.status)
  from ${sql.unnest(
    rows.map(({ tenantId, linkId, title = null, targetUrl = null, utm, status = null }) => [
      ...[tenantId, linkId, title, targetUrl, utm ? JSON.stringify(utm) : null, status],
    ]),
    ['text', 'text', 'text', 'text', 'jsonb', 'text'],
  )} as m (tenant_id, link_id, title, target_url, utm, status)
  where l.tenant_id = m.tenant_id and l.link_id = m.link_id`

const welcome = (customers: Folded['customers']) => sql.typeAlias('void')`
  with fresh as (
    insert into links_customers (tenant_id, partner_id, customer_id, link_id)
    select * from ${sql.unnest(
      customers.map(({ tenantId, partnerId, customerId, linkId }) => [tenantId, partnerId, customerId, linkId]),
      ['text', 'text', 'text', 'text'],
    )}
    on conflict do nothing
    returning tenant_id, link_id
  ), figures as (select tenant_id, link_id, count(*)::int as customers from fresh group by tenant_id, link_id)
  update links_list as l set customers = l.customers + f.customers
  from figures as f where l.tenant_id = f.tenant_id and l.link_id = f.link_id`

const earn = (earned: Folded['earned']) => sql.typeAlias('void')`
  insert into links_earned as e (tenant_id, partner_id, link_id, currency, minor, position)
  select c.tenant_id, c.partner_id, c.link_id, m.currency, sum(m.minor), max(m.position)
  from ${sql.unnest(
    earned.map(({ tenantId, customerId, currency, minor, position }) => [tenantId, customerId, currency, minor, position]),
    ['text', 'text', 'text', 'numeric', 'numeric'],
  )} as m (tenant_id, customer_id, currency, minor, position)
  join links_customers as c on c.tenant_id = m.tenant_id and c.customer_id = m.customer_id
  left join links_earned as k on k.tenant_id = c.tenant_id and k.link_id = c.link_id and k.currency = m.currency
  where k.position is null or m.position > k.position
  group by c.tenant_id, c.partner_id, c.link_id, m.currency
  on conflict (tenant_id, link_id, currency) do update set minor = e.minor + excluded.minor, position = excluded.position`

const introduce = (partners: Folded['partners']) => sql.typeAlias('void')`
  insert into links_partners (tenant_id, partner_id, name)
  select * from ${sql.unnest(
    partners.map(({ tenantId, partnerId, name }) => [tenantId, partnerId, name]),
    ['text', 'text', 'text'],
  )}
  on conflict (tenant_id, partner_id) do update set name = excluded.name`

const forget = (forgotten: Folded['forgotten']) => sql.typeAlias('void')`
  update links_partners as p set name = ${erased}
  from ${sql.unnest(
    forgotten.map(({ tenantId, partnerId }) => [tenantId, partnerId]),
    ['text', 'text'],
  )} as m (tenant_id, partner_id)
  where p.tenant_id = m.tenant_id and p.partner_id = m.partner_id`

/** In the order of the log: a customer comes by a link that is there, and earns after they came. */
const apply = ({ links, customers, earned, partners, forgotten }: Folded) => {
  const created = links.flatMap((row) => (row.created ? [{ ...row, created: row.created }] : []))
  const moved = links.filter((row) => !row.created)
  return [
    ...(partners.length ? [introduce(partners)] : []),
    ...(forgotten.length ? [forget(forgotten)] : []),
    ...(created.length ? [insert(created)] : []),
    ...(moved.length ? [update(moved)] : []),
    ...(customers.length ? [welcome(customers)] : []),
    ...(earned.length ? [earn(earned)] : []),
  ]
}

/** Every link of a tenant with whom it brought and what it earned; its clicks are counted in `links.clicks`. */
export const linksList = projection({
  name: 'links.list',
  version: 1,
  handles,
  fold,
  apply,
  touches: ({ type, data, meta: { tenantId } }: Handled) => {
    if (type === 'identity.PersonErased') return data.kind === 'partner' ? [{ tenantId, partnerIds: [data.personId] }] : []
    // Who is new has no link yet, and a customer by hand has none at all.
    if (type === 'partners.PartnerRegistered' || (type === 'deals.CustomerReferred' && data.linkId === undefined)) return []
    return [{ tenantId, partnerIds: [data.partnerId], id: 'linkId' in data ? data.linkId : undefined }]
  },
})
