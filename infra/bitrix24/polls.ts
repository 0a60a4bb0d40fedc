import type { Cursor } from '@kontor/gateways/bitrix24'
import { isoAt } from '@kontor/gateways/kernel'
import { createSqlTag, type DatabasePool } from 'slonik'
import { z } from 'zod'

const sql = createSqlTag({ typeAliases: { void: z.strictObject({}) } })
const Claimed = z.object({ tenantId: z.string(), since: z.string(), skip: z.int(), reconcileSeconds: z.int(), lease: z.string() })
export type ClaimedPoll = z.output<typeof Claimed>

/** How long a poll may take before another process takes it up, ms. */
const leaseMs = 60_000
/** What changed this shortly before we first look counts, too, ms. */
const lookBackMs = 60_000

type Settled = { readonly cursor: Cursor; readonly nextAt: number; readonly problem: string | null; readonly now: number }

/** Whose turn it is to be looked through, and how far that has come. `pool` is that of `kontor_platform`; times are milliseconds. */
export const pollQueue = (pool: DatabasePool) => ({
  /** The one that is due longest, for this caller alone until its lease ends; undefined when none is due. */
  claim: async (now: number): Promise<ClaimedPoll | undefined> => {
    await pool.query(sql.typeAlias('void')`
      insert into crm_polls (tenant_id, since, next_at)
      select tenant_id, ${isoAt(now - lookBackMs)}::timestamptz, ${isoAt(now)}::timestamptz from deals_crms
      where connected and not exists (select from crm_polls as known where known.tenant_id = deals_crms.tenant_id) on conflict do nothing`)
    const claimed = await pool.maybeOne(sql.type(Claimed)`
      update crm_polls as poll set next_at = ${isoAt(now + leaseMs)}::timestamptz
      from (
        select due.tenant_id, crms.reconcile_seconds from crm_polls as due join deals_crms as crms on crms.tenant_id = due.tenant_id and crms.connected
        where due.next_at <= ${isoAt(now)}::timestamptz order by due.next_at limit 1 for update of due skip locked) as chosen
      where poll.tenant_id = chosen.tenant_id
      returning poll.tenant_id as "tenantId", poll.since, poll.skip, chosen.reconcile_seconds as "reconcileSeconds", poll.next_at as lease`)
    return claimed ?? undefined
  },

  /** Nothing is written once the lease was lost. */
  settle: async ({ tenantId, lease }: ClaimedPoll, { cursor, nextAt, problem, now }: Settled): Promise<void> => {
    await pool.query(sql.typeAlias('void')`
      update crm_polls set since = ${cursor.since}::timestamptz, skip = ${cursor.skip}, next_at = ${isoAt(nextAt)}::timestamptz,
        polled_at = ${isoAt(now)}::timestamptz, problem = ${problem}
      where tenant_id = ${tenantId} and next_at = ${lease}::timestamptz`)
  },
})
export type PollQueue = ReturnType<typeof pollQueue>
