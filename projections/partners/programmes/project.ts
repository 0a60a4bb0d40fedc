import type { StoredPartnersEvent } from '@kontor/core/partners'
import { projection, sql } from '../../kernel/index.ts'
import type { TermsView } from './view.ts'

const handles = ['partners.ProgrammeOpened', 'partners.TermsPublished'] as const
type Handled = Extract<StoredPartnersEvent, { type: (typeof handles)[number] }>

type Key = { readonly tenantId: string; readonly programmeId: string }
type Opened = Key & { readonly slug: string; readonly name: string; readonly currency: string; readonly timeZone: string; readonly createdAt: string }
type Row = Key & { opened?: Opened; terms?: TermsView }

const fold = (batch: readonly Handled[]): readonly Row[] => {
  const rows = new Map<string, Row>()
  for (const { type, data, meta } of batch) {
    const { tenantId } = meta
    const { programmeId } = data
    const row: Row = rows.get(`${tenantId}.${programmeId}`) ?? { tenantId, programmeId }
    if (type === 'partners.ProgrammeOpened') row.opened = { ...data, tenantId, createdAt: meta.occurredAt }
    else {
      const { version, percent, holdDays, minimumPayout } = data
      row.terms = { version, percent, holdDays, minimumPayout }
    }
    rows.set(`${tenantId}.${programmeId}`, row)
  }
  return [...rows.values()]
}

const insert = (rows: readonly Opened[]) => sql.typeAlias('void')`
  insert into partners_programmes (tenant_id, programme_id, slug, name, currency, time_zone, created_at)
  select * from ${sql.unnest(
    rows.map(({ tenantId, programmeId, slug, name, currency, timeZone, createdAt }) => [
      tenantId,
      programmeId,
      slug,
      name,
      currency,
      timeZone,
      createdAt,
    ]),
    ['text', 'text', 'text', 'text', 'text', 'text', 'timestamptz'],
  )}
  on conflict (tenant_id, programme_id) do update set
    slug = excluded.slug, name = excluded.name, currency = excluded.currency, time_zone = excluded.time_zone, created_at = excluded.created_at`

const publish = (rows: readonly (Key & { terms: TermsView })[]) => sql.typeAlias('void')`
  update partners_programmes as p set terms = m.terms
  from ${sql.unnest(
    rows.map(({ tenantId, programmeId, terms }) => [tenantId, programmeId, JSON.stringify(terms)]),
    ['text', 'text', 'jsonb'],
  )} as m (tenant_id, programme_id, terms)
  where p.tenant_id = m.tenant_id and p.programme_id = m.programme_id`

/** The programmes of a tenant with the terms that hold now. */
export const partnersProgrammes = projection({
  name: 'partners.programmes',
  version: 1,
  handles,
  fold,
  apply: (rows) => {
    const opened = rows.flatMap(({ opened }) => opened ?? [])
    const published = rows.flatMap(({ terms, ...row }) => (terms ? [{ ...row, terms }] : []))
    return [...(opened.length ? [insert(opened)] : []), ...(published.length ? [publish(published)] : [])]
  },
  touches: ({ data, meta }: Handled) => [{ tenantId: meta.tenantId, id: data.programmeId }],
})
