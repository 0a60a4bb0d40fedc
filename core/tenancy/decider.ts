import type { Decider, MessageOf } from '../kernel/index.ts'
import { type JoinMember, joinMember } from './commands/join-member.ts'
import { type OpenTenant, openTenant } from './commands/open-tenant.ts'
import { evolve, initial, type TenancyEvent, type Tenant } from './state.ts'

/** A customer of the platform and its people. Stream `tenants-<tenantId>.<tenantId>`. */
export const tenants: Decider<MessageOf<typeof OpenTenant | typeof JoinMember>, Tenant, TenancyEvent> = {
  category: 'tenants',
  initial,
  evolve,
  decide: { 'tenancy.OpenTenant': openTenant, 'tenancy.JoinMember': joinMember },
}
