import type { StoredIdentityEvent } from '@kontor/core/identity'
import { erased } from '@kontor/core/kernel'
import type { StoredPartnersEvent } from '@kontor/core/partners'
import { sql } from '../../kernel/index.ts'
import { given, insertNew, unlessEmpty } from './rows.ts'

export type PersonErased = Extract<StoredIdentityEvent, { type: 'identity.PersonErased' }>
export type PartnerNamed = Extract<StoredPartnersEvent, { type: 'partners.PartnerRegistered' }>

type Typed = { readonly type: string }

const isErasure = <E extends Typed>(event: E): event is E & PersonErased => event.type === 'identity.PersonErased'
const isNaming = <E extends Typed>(event: E): event is E & PartnerNamed => event.type === 'partners.PartnerRegistered'

const person = { tenant_id: 'text', person_id: 'text' } as const
type Gone = { readonly [K in keyof typeof person]: string }

/** People of one kind whose key ends in this batch. */
export const erasedOf = (kind: PersonErased['data']['kind'], batch: readonly Typed[]): readonly Gone[] =>
  batch
    .filter(isErasure)
    .filter(({ data }) => data.kind === kind)
    .map(({ data, meta }) => ({ tenant_id: meta.tenantId, person_id: data.personId }))

const partner = { tenant_id: 'text', partner_id: 'text', name: 'text' } as const

/** How partners are called. */
export const foldPartners = (batch: readonly Typed[]) => ({
  named: batch.filter(isNaming).map(({ data, meta }) => ({ tenant_id: meta.tenantId, partner_id: data.partnerId, name: data.name })),
  gone: erasedOf('partner', batch),
})

/** Sets the placeholder in these columns of whoever is erased, where there was a text: what a rebuild without the key yields. */
export const forget = (table: string, idColumn: string, columns: readonly string[], rows: readonly Gone[]) => sql.typeAlias('void')`
  update ${sql.identifier([table])} as l set ${sql.join(
    columns.map((column) => sql.fragment`${sql.identifier([column])} = case when l.${sql.identifier([column])} is null then null else ${erased} end`),
    sql.fragment`, `,
  )}
  from ${given(person, rows)} where l.tenant_id = m.tenant_id and l.${sql.identifier([idColumn])} = m.person_id`

export const writePartners = (table: string, { named, gone }: ReturnType<typeof foldPartners>) => [
  ...unlessEmpty(named, (rows) => insertNew(table, partner, rows)),
  ...unlessEmpty(gone, (rows) => forget(table, 'partner_id', ['name'], rows)),
]
