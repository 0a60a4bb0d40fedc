import { type Decide, define, type MessageOf, Refused } from '../../kernel/index.ts'
import { MemberJoined } from '../events/member-joined.ts'
import type { TenancyEvent, Tenant } from '../state.ts'

export const JoinMember = define('tenancy.JoinMember', MemberJoined.schema)

export const joinMember: Decide<MessageOf<typeof JoinMember>, Tenant, TenancyEvent> = ({ data, meta }, tenant) => {
  if (!tenant.slug) throw new Refused('tenant.not-found')
  return tenant.members.get(data.userId) === data.role ? [] : [MemberJoined(data, meta)]
}
