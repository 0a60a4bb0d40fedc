import { type Decide, define, type MessageOf, Refused } from '../../kernel/index.ts'
import { MembershipAdded } from '../events/membership-added.ts'
import type { User, UserEvent } from '../states/user.ts'

export const AddMembership = define('identity.AddMembership', MembershipAdded.schema)

/** One membership a tenant and role; a partner may be enrolled in several programmes of one tenant. */
export const addMembership: Decide<MessageOf<typeof AddMembership>, User, UserEvent> = ({ data, meta }, user) => {
  if (!user.userId) throw new Refused('user.not-found')
  const has = user.memberships.some((m) => m.tenantId === data.tenantId && m.role === data.role && m.partnerId === data.partnerId)
  return has ? [] : [MembershipAdded(data, meta)]
}
