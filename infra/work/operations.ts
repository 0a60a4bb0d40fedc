import type { DatabasePool } from 'slonik'
import { z } from 'zod'
import { sql } from './sql.ts'
import { workChannel } from './wake-ups.ts'

const Counts = z.object({ name: z.string(), ready: z.int(), claimed: z.int(), parked: z.int(), oldestParkedAt: z.string().nullable() })
const Parked = z.object({
  id: z.string(),
  effect: z.string(),
  reason: z.string(),
  attempts: z.int(),
  repeatSafe: z.enum(['yes', 'no', 'lookup']),
  at: z.string(),
})

/** One press replays this many at most: replaying everything by one click has hurt others (ui.md, R11). */
const atOnce = 100

/** What operators see and do about work. `pool` is that of `kontor_platform`; `gateways` are listed even when they have nothing to do. */
export const workOperations = (pool: DatabasePool, gateways: readonly string[]) => ({
  gateways: () =>
    pool.any(sql.type(Counts)`
      select name, count(*) filter (where state = 'ready')::int as ready, count(*) filter (where state = 'claimed')::int as claimed,
        count(*) filter (where state = 'parked')::int as parked, min(settled_at) filter (where state = 'parked') as "oldestParkedAt"
      from unnest(${sql.array([...new Set(gateways)], 'text')}) as name left join work_items on gateway = name and state <> 'done'
      group by name order by name`),

  /** The oldest first, a hundred of them. */
  parked: (gateway: string) =>
    pool.any(sql.type(Parked)`
      select id, effect, reason, attempts, repeat_safe as "repeatSafe", settled_at as at
      from work_items where state = 'parked' and gateway = ${gateway} order by settled_at, id limit ${atOnce}`),

  /** Makes parked items ready again with their attempts forgotten: those named, else the oldest hundred. Answers how many. */
  replayParked: async (gateway: string, ids: readonly string[] | undefined): Promise<number> => {
    const named = ids ? sql.fragment`and id = any(${sql.array(ids, 'text')})` : sql.fragment``
    const { rowCount } = await pool.query(sql.type(z.object({ told: z.unknown() }))`
      with chosen as (
        select id from work_items where state = 'parked' and gateway = ${gateway} ${named}
        order by settled_at, id limit ${atOnce} for update skip locked),
      replayed as (
        update work_items as item set state = 'ready', attempts = 0, not_before = '-infinity', settled_at = null
        from chosen where item.id = chosen.id returning item.id)
      select pg_notify(${workChannel}, '') as told from replayed`)
    return rowCount
  },
})
