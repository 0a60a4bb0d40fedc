export { MemberJoined } from './member-joined.ts'
export { TenantOpened } from './tenant-opened.ts'
