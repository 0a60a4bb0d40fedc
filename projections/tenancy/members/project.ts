import type { StoredIdentityEvent } from '@kontor/core/identity'
import { erased, platformTenant } from '@kontor/core/kernel'
import { projection, sql } from '../../kernel/index.ts'
import { MemberRole } from './view.ts'

const handles = ['identity.UserRegistered', 'identity.MembershipAdded', 'identity.PersonErased'] as const
type Handled = Extract<StoredIdentityEvent, { type: (typeof handles)[number] }>
type Row = { readonly tenantId: string; readonly userId: string; readonly role: MemberRole; readonly joinedAt: string }

/** Undefined for partners and for the platform's own people: they do not work in a tenant. */
const roleIn = (event: Extract<Handled, { type: 'identity.MembershipAdded' }>) => MemberRole.safeParse(event.data.role).data

/** A user's name is the platform's to keep, so only the platform's erasure ends it: a person erased in one tenant is a user still (design.md §3). */
const isUserErased = ({ data, meta }: Extract<Handled, { type: 'identity.PersonErased' }>) => data.kind === 'user' && meta.tenantId === platformTenant

/** Who is both owner and member joined once, with the first, and is shown as owner. */
const joined = (earlier: Row | undefined, row: Row): Row => (earlier ? { ...earlier, role: earlier.role === 'owner' ? 'owner' : row.role } : row)

const fold = (batch: readonly Handled[]) => {
  const names = new Map<string, string>()
  const gone = new Set<string>()
  const rows = new Map<string, Row>()
  for (const event of batch) {
    switch (event.type) {
      case 'identity.UserRegistered':
        names.set(event.data.userId, event.data.fullName)
        break
      case 'identity.MembershipAdded': {
        const { tenantId, userId } = event.data
        const [role, key] = [roleIn(event), `${tenantId}.${userId}`]
        if (role) rows.set(key, joined(rows.get(key), { tenantId, userId, role, joinedAt: event.meta.occurredAt }))
        break
      }
      case 'identity.PersonErased':
        if (isUserErased(event)) gone.add(event.data.personId)
    }
  }
  const people = [...names].map(([userId, name]) => ({ userId, name: gone.has(userId) ? erased : name }))
  return { people, members: [...rows.values()], gone: [...gone] }
}
type Folded = ReturnType<typeof fold>

/** A name that is there stays: it may have been erased. */
const remember = (people: Folded['people']) => sql.typeAlias('void')`
  insert into tenancy_people (user_id, name)
  select * from ${sql.unnest(
    people.map(({ userId, name }) => [userId, name]),
    ['text', 'text'],
  )}
  on conflict do nothing`

const forget = (table: 'tenancy_people' | 'tenancy_members', gone: Folded['gone']) => sql.typeAlias('void')`
  update ${sql.identifier([table])} as t set name = ${erased}
  from ${sql.unnest(
    gone.map((userId) => [userId]),
    ['text'],
  )} as m (user_id)
  where t.user_id = m.user_id`

/** A membership follows the account in the same stream, so whoever joins has a name here. */
const join = (members: Folded['members']) => sql.typeAlias('void')`
  insert into tenancy_members as t (tenant_id, user_id, name, role, joined_at)
  select m.tenant_id, m.user_id, p.name, m.role, m.joined_at
  from ${sql.unnest(
    members.map(({ tenantId, userId, role, joinedAt }) => [tenantId, userId, role, joinedAt]),
    ['text', 'text', 'text', 'timestamptz'],
  )} as m (tenant_id, user_id, role, joined_at)
  join tenancy_people as p on p.user_id = m.user_id
  on conflict (tenant_id, user_id) do update set role = case when t.role = 'owner' then t.role else excluded.role end`

/** Who works in a tenant, by name: a decision is somebody's, not an id's (ui.md S19). */
export const tenancyMembers = projection({
  name: 'tenancy.members',
  version: 1,
  handles,
  fold,
  apply: ({ people, members, gone }) => [
    ...(people.length ? [remember(people)] : []),
    ...(gone.length ? [forget('tenancy_people', gone)] : []),
    ...(members.length ? [join(members)] : []),
    ...(gone.length ? [forget('tenancy_members', gone)] : []),
  ],
  // An erasure does not say in which tenants the person worked, and to tell all of them would tell strangers; a screen asked for anew shows it.
  touches: (event: Handled) =>
    event.type === 'identity.MembershipAdded' && roleIn(event) ? [{ tenantId: event.data.tenantId, partnerIds: [], id: event.data.userId }] : [],
})
