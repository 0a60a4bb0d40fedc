import type { CommonQueryMethods, DatabasePool } from 'slonik'
import { type Opening, openingWith } from './slonik-driver.ts'

/** Who acts within a tenant: one partner, or '*' for the tenant's own people. */
export type TenantActor = { readonly tenantId: string; readonly partnerId: string }
/** Who acts for the platform: an admin sees all tenants, a manager those assigned. */
export type PlatformActor = { readonly platformRole: 'admin' | 'manager'; readonly userId: string }

type Work<T> = (db: CommonQueryMethods) => Promise<T>

const inTransactionOpeningWith = <T>(pool: DatabasePool, opening: Opening, work: Work<T>): Promise<T> =>
  openingWith.run(opening, () => pool.transaction(work))

/**
 * Runs `work` in one transaction that sees the rows of this tenant, and of this partner alone unless it is '*'. The settings end with the transaction.
 * `pool` is that of `kontor_app` (design.md §5 Tenancy).
 */
export const asTenant = <T>(pool: DatabasePool, { tenantId, partnerId }: TenantActor, work: Work<T>): Promise<T> => {
  const text = `select set_config('app.tenant_id', $1, true), set_config('app.partner_id', $2, true)`
  return inTransactionOpeningWith(pool, { name: 'as-tenant', text, values: [tenantId, partnerId] }, work)
}

/** Runs `work` in one transaction for the platform's staff. `pool` is that of `kontor_platform`. */
export const asPlatform = <T>(pool: DatabasePool, { platformRole, userId }: PlatformActor, work: Work<T>): Promise<T> => {
  const text = `select set_config('app.platform_role', $1, true), set_config('app.user_id', $2, true)`
  return inTransactionOpeningWith(pool, { name: 'as-platform', text, values: [platformRole, userId] }, work)
}
