import type { PortalHealth } from '@kontor/gateways/http'
import { createSqlTag, type DatabasePool } from 'slonik'
import { z } from 'zod'

const sql = createSqlTag({ typeAliases: { void: z.strictObject({}) } })
const Poll = z.object({ lastEventAt: z.string().nullable(), lastPollAt: z.string().nullable(), problem: z.string().nullable() })
const Work = z.object({ waiting: z.int(), parked: z.int(), reason: z.string().nullable() })

/** How a tenant's connection has been: what the portal told, what was looked through, what waits. `pool` is that of `kontor_platform`. */
export const portalHealth = (pool: DatabasePool) => ({
  heard: async (tenantId: string): Promise<void> => {
    await pool.query(sql.typeAlias('void')`
      insert into crm_polls (tenant_id, since, next_at, heard_at) values (${tenantId}, now() - interval '1 minute', now(), now())
      on conflict (tenant_id) do update set heard_at = now()`)
  },
  health: async (tenantId: string): Promise<PortalHealth> => {
    const poll = await pool.maybeOne(sql.type(Poll)`
      select heard_at as "lastEventAt", polled_at as "lastPollAt", problem from crm_polls where tenant_id = ${tenantId}`)
    const work = await pool.one(sql.type(Work)`
      select count(*) filter (where state <> 'parked')::int as waiting, count(*) filter (where state = 'parked')::int as parked,
        (array_agg(reason order by position desc) filter (where reason is not null))[1] as reason
      from work_items where gateway = 'bitrix24' and state <> 'done' and split_part(split_part(stream, '-', 2), '.', 1) = ${tenantId}`)
    const { lastEventAt = null, lastPollAt = null, problem = null } = poll ?? {}
    return { lastEventAt, lastPollAt, waiting: work.waiting, parked: work.parked, lastProblem: work.reason ?? problem }
  },
})
