import { z } from 'zod'
import { type Decide, define, Id, Line, type MessageOf, Slug, TimeZone } from '../../kernel/index.ts'
import { TenantOpened } from '../events/tenant-opened.ts'
import type { TenancyEvent, Tenant } from '../state.ts'

export const OpenTenant = define('tenancy.OpenTenant', z.object({ tenantId: Id, slug: Slug, name: Line(120), timeZone: TimeZone }))

/** The reservation of the slug went before. */
export const openTenant: Decide<MessageOf<typeof OpenTenant>, Tenant, TenancyEvent> = ({ data, meta }, tenant) =>
  tenant.slug ? [] : [TenantOpened(data, meta)]
