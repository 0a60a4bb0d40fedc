import { erased, type StoredEvent } from '@kontor/core/kernel'
import type { StoredLinksEvent } from '@kontor/core/links'
import { projection, sql } from '../../kernel/index.ts'

const handles = ['links.ClickRecorded', 'links.LinkCreated'] as const
type Handled = Extract<StoredLinksEvent, { type: (typeof handles)[number] }> & Pick<StoredEvent, 'stream' | 'revision'>
type Click = Extract<Handled, { type: 'links.ClickRecorded' }>
type Created = Extract<Handled, { type: 'links.LinkCreated' }>

const fold = (batch: readonly Handled[]) => ({
  clicks: batch.filter((event) => event.type === 'links.ClickRecorded'),
  created: batch.filter((event) => event.type === 'links.LinkCreated'),
})

const setZones = (created: readonly Created[]) => sql.typeAlias('void')`
  insert into links_zones (tenant_id, partner_id, link_id, time_zone)
  select * from ${sql.unnest(
    created.map(({ data, meta }) => [meta.tenantId, data.partnerId, data.linkId, data.timeZone]),
    ['text', 'text', 'text', 'text'],
  )}
  on conflict do nothing`

/**
 * One statement a batch, since the figures follow from what it wrote: only a click that was not there is counted, and a person only with the first of a visit.
 * A test is kept and counted nowhere. The first visits are looked up and not joined: of rows made in the same statement Postgres expects one, and would go through
 * all of them for each click.
 */
const count = (clicks: readonly Click[]) => sql.typeAlias('void')`
  with told as (
    select * from ${sql.unnest(
      clicks.map(({ data, meta, stream, revision }) => [
        ...[meta.tenantId, data.clickId, data.partnerId, data.linkId, data.kind, data.visit, data.browser, data.device],
        ...[data.refererHost ?? null, data.visitor === erased ? null : data.visitor, meta.occurredAt, stream, String(revision), data.day],
      ]),
      [...(['text', 'text', 'text', 'text', 'text', 'text', 'text', 'text'] as const), 'text', 'text', 'timestamptz', 'text', 'int8', 'date'],
    )} as t (tenant_id, click_id, partner_id, link_id, kind, visit, browser, device, referer_host, visitor, occurred_at, stream, revision, day)
  ), fresh as (
    insert into links_clicks
      (tenant_id, click_id, partner_id, link_id, kind, visit, browser, device, referer_host, visitor, occurred_at, stream, revision)
    select tenant_id, click_id, partner_id, link_id, kind, visit, browser, device, referer_host, visitor, occurred_at, stream, revision from told
    on conflict do nothing
    returning tenant_id, click_id
  ), counted as (
    select t.* from told as t join fresh using (tenant_id, click_id) where t.kind <> 'test'
  ), visited as (
    insert into links_visits (tenant_id, visit)
    select tenant_id, visit from counted where kind = 'person'
    on conflict do nothing
    returning tenant_id, visit
  ), figures as (
    select tenant_id, partner_id, link_id, day, count(*)::int as clicks, count(*) filter (where kind in ('bot', 'prefetch'))::int as bots,
      count(distinct visit) filter (where (tenant_id, visit) in (select tenant_id, visit from visited))::int as uniques
    from counted
    group by tenant_id, partner_id, link_id, day
  ), days as (
    insert into links_by_day as d (tenant_id, partner_id, link_id, day, clicks, bots, uniques)
    select * from figures
    on conflict (tenant_id, link_id, day) do update
    set clicks = d.clicks + excluded.clicks, bots = d.bots + excluded.bots, uniques = d.uniques + excluded.uniques
  )
  insert into links_totals as t (tenant_id, partner_id, link_id, clicks, bots, uniques)
  select tenant_id, partner_id, link_id, sum(clicks), sum(bots), sum(uniques) from figures group by tenant_id, partner_id, link_id
  on conflict (tenant_id, link_id) do update
  set clicks = t.clicks + excluded.clicks, bots = t.bots + excluded.bots, uniques = t.uniques + excluded.uniques`

/** Every click with what was made of it, and the figures of each link by the day of its zone (ui.md §3.5). */
export const linksClicks = projection({
  name: 'links.clicks',
  version: 1,
  handles,
  fold,
  apply: ({ clicks, created }) => [...(created.length ? [setZones(created)] : []), ...(clicks.length ? [count(clicks)] : [])],
  touches: ({ data: { linkId, partnerId }, meta }: Handled) => [{ tenantId: meta.tenantId, partnerIds: [partnerId], id: linkId }],
})
