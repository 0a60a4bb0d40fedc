import type { MessageOf } from '../kernel/index.ts'
import type { MemberJoined } from './events/member-joined.ts'
import type { TenantOpened } from './events/tenant-opened.ts'

export type TenancyEvent = MessageOf<typeof TenantOpened | typeof MemberJoined>
export type Tenant = {
  readonly slug: string
  readonly name: string
  readonly timeZone: string
  readonly members: ReadonlyMap<string, 'owner' | 'member'>
}

export const initial = (): Tenant => ({ slug: '', name: '', timeZone: '', members: new Map() })

export const evolve = (tenant: Tenant, { type, data }: TenancyEvent): Tenant => {
  switch (type) {
    case 'tenancy.TenantOpened':
      return { ...tenant, slug: data.slug, name: data.name, timeZone: data.timeZone }
    case 'tenancy.MemberJoined':
      return { ...tenant, members: new Map([...tenant.members, [data.userId, data.role]]) }
  }
}
