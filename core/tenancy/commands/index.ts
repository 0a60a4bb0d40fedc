export { JoinMember } from './join-member.ts'
export { OpenTenant } from './open-tenant.ts'
