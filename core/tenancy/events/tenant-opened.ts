import { z } from 'zod'
import { define, Id, Slug } from '../../kernel/index.ts'

/** A customer of the platform has its own account; `slug` stands in every address of its screens and is never reused. */
export const TenantOpened = define('tenancy.TenantOpened', z.object({ tenantId: Id, slug: Slug, name: z.string(), timeZone: z.string() }))
