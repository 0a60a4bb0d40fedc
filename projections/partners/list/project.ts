import type { StoredIdentityEvent } from '@kontor/core/identity'
import { erased } from '@kontor/core/kernel'
import type { StoredPartnersEvent } from '@kontor/core/partners'
import { projection, sql } from '../../kernel/index.ts'
import type { PartnerStatus } from './view.ts'

const handles = [
  'partners.PartnerRegistered',
  'partners.PartnerApproved',
  'partners.PartnerRejected',
  'partners.PartnerDeactivated',
  'partners.PartnerReactivated',
  'partners.PartnerTermsSet',
  'identity.PersonErased',
] as const
type Handled = Extract<StoredPartnersEvent | StoredIdentityEvent, { type: (typeof handles)[number] }>

type Opened = { programmeId: string; name: string; company: string | null; email: string; phone: string | null; createdAt: string }
/** What a batch makes of one partner: `opened` when the application itself is in it; null where nothing changes. */
type Row = {
  readonly tenantId: string
  readonly partnerId: string
  opened?: Opened
  status: PartnerStatus | null
  reason: string | null
  percent: string | null
  decidedAt: string | null
  decidedBy: string | null
  erased: boolean
}

/** People who are users are erased by the same event; they are shown elsewhere. */
const concernsPartner = ({ type, data }: Handled): boolean => type !== 'identity.PersonErased' || data.kind === 'partner'

const partnerOf = ({ type, data }: Handled): string => (type === 'identity.PersonErased' ? data.personId : data.partnerId)

const forgottenText = (text: string | null) => (text === null ? null : erased)

/** The texts that there were become the placeholder, and those that were never given stay absent: what a rebuild without the key yields. */
const forgotten = (row: Opened): Opened => ({
  ...row,
  name: erased,
  email: erased,
  company: forgottenText(row.company),
  phone: forgottenText(row.phone),
})

const decided = (row: Row, status: PartnerStatus, { occurredAt, actor }: Handled['meta']) =>
  Object.assign(row, { status, decidedAt: occurredAt, decidedBy: actor.id })

const evolve = (row: Row, { type, data, meta }: Handled) => {
  switch (type) {
    case 'partners.PartnerRegistered': {
      const { programmeId, name, company = null, email, phone = null } = data
      row.opened = { programmeId, name, company, email, phone, createdAt: meta.occurredAt }
      row.status = 'pending'
      return
    }
    case 'partners.PartnerApproved':
      decided(row, 'active', meta)
      return
    case 'partners.PartnerRejected':
      decided(row, 'rejected', meta)
      row.reason = data.reason
      return
    case 'partners.PartnerDeactivated':
      row.status = 'deactivated'
      return
    case 'partners.PartnerReactivated':
      row.status = 'active'
      return
    case 'partners.PartnerTermsSet':
      row.percent = data.percent
      return
    case 'identity.PersonErased':
      row.erased = true
  }
}

const fold = (batch: readonly Handled[]) => {
  const rows = new Map<string, Row>()
  for (const event of batch) {
    if (!concernsPartner(event)) continue
    const { tenantId } = event.meta
    const partnerId = partnerOf(event)
    const key = `${tenantId}.${partnerId}`
    const row = rows.get(key) ?? { tenantId, partnerId, status: null, reason: null, percent: null, decidedAt: null, decidedBy: null, erased: false }
    evolve(row, event)
    rows.set(key, row)
  }
  const all = [...rows.values()]
  return { opened: all.flatMap((row) => (row.opened ? [{ ...row, opened: row.opened }] : [])), moved: all.filter((row) => !row.opened) }
}

const insert = (rows: ReturnType<typeof fold>['opened']) => sql.typeAlias('void')`
  insert into partners_list
    (tenant_id, partner_id, programme_id, name, company, email, phone, status, reason, percent, created_at, decided_at, decided_by)
  select * from ${sql.unnest(
    rows.map((row) => {
      const { programmeId, name, company, email, phone, createdAt } = row.erased ? forgotten(row.opened) : row.opened
      const { tenantId, partnerId, status, percent, decidedAt, decidedBy } = row
      const reason = row.erased ? forgottenText(row.reason) : row.reason
      return [tenantId, partnerId, programmeId, name, company, email, phone, status, reason, percent, createdAt, decidedAt, decidedBy]
    }),
    ['text', 'text', 'text', 'text', 'text', 'text', 'text', 'text', 'text', 'text', 'timestamptz', 'timestamptz', 'text'],
  )}
  on conflict (tenant_id, partner_id) do update set
    programme_id = excluded.programme_id, name = excluded.name, company = excluded.company, email = excluded.email, phone = excluded.phone,
    status = excluded.status, reason = excluded.reason, percent = excluded.percent, created_at = excluded.created_at,
    decided_at = excluded.decided_at, decided_by = excluded.decided_by`

/** A refusal may be written between the erasure and the end of the key, so who is erased already forgets what comes later, too. */
const update = (rows: readonly Row[]) => sql.typeAlias('void')`
  update partners_list as l set
    status = coalesce(m.status, l.status), percent = coalesce(m.percent, l.percent),
    reason = case when (m.erased or l.email = ${erased}) and coalesce(m.reason, l.reason) is not null then ${erased} else coalesce(m.reason, l.reason) end,
    decided_at = coalesce(m.decided_at, l.decided_at), decided_by = coalesce(m.decided_by, l.decided_by),
    name = case when m.erased then ${erased} else l.name end,
    email = case when m.erased then ${erased} else l.email end,
    company = case when m.erased and l.company is not null then ${erased} else l.company end,
    phone = case when m.erased and l.phone is not null then ${erased} else l.phone end
  from ${sql.unnest(
    rows.map(({ tenantId, partnerId, status, reason, percent, decidedAt, decidedBy, erased }) => [
      tenantId,
      partnerId,
      status,
      reason,
      percent,
      decidedAt,
      decidedBy,
      erased,
    ]),
    ['text', 'text', 'text', 'text', 'text', 'timestamptz', 'text', 'bool'],
  )} as m (tenant_id, partner_id, status, reason, percent, decided_at, decided_by, erased)
  where l.tenant_id = m.tenant_id and l.partner_id = m.partner_id`

/** Every partner of a tenant's programmes, whatever became of their application. */
export const partnersList = projection({
  name: 'partners.list',
  version: 1,
  handles,
  fold,
  apply: ({ opened, moved }) => [...(opened.length ? [insert(opened)] : []), ...(moved.length ? [update(moved)] : [])],
  touches: (event: Handled) => {
    const id = partnerOf(event)
    return concernsPartner(event) ? [{ tenantId: event.meta.tenantId, partnerIds: [id], id }] : []
  },
})
