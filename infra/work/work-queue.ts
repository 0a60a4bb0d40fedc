import type { ClaimedItem, Settlement, WorkQueue } from '@kontor/gateways/kernel'
import { type DatabasePool, UniqueIntegrityConstraintViolationError } from 'slonik'
import { z } from 'zod'
import { sql } from './sql.ts'
import { workChannel } from './wake-ups.ts'

const Claimed = z.object({
  id: z.string(),
  effect: z.string(),
  gateway: z.string(),
  orderKey: z.string(),
  repeatSafe: z.enum(['yes', 'no', 'lookup']),
  eventId: z.string(),
  stream: z.string(),
  revision: z.string().transform(BigInt),
  position: z.string(),
  attempts: z.int(),
  worker: z.string(),
})

const array = (values: readonly string[]) => sql.array(values, 'text')

/** The head of each key is looked up row by row, on purpose: as a join the planner may read the whole backlog for every claim. */
const claim =
  (pool: DatabasePool): WorkQueue['claim'] =>
  async ({ worker, effects, limit, now, leaseUntil }) => {
    try {
      return await pool.any(sql.type(Claimed)`
        with next as (
          select id from work_items as item
          where state = 'ready' and not_before <= ${now}::timestamptz and effect = any(${array(effects)})
            and not exists (select from work_items as held where held.order_key = item.order_key and held.state = 'claimed')
            and item.id = (
              select head.id from work_items as head where head.order_key = item.order_key and head.state in ('ready', 'claimed')
              order by head.position, head.effect limit 1)
          order by position, effect limit ${limit} for update skip locked)
        update work_items as item
        set state = 'claimed', worker = ${worker}, lease_until = ${leaseUntil}::timestamptz, attempts = attempts + 1, reason = null
        from next where item.id = next.id
        returning item.id, effect, gateway, order_key as "orderKey", repeat_safe as "repeatSafe", event_id as "eventId", stream, revision, position, attempts, worker`)
    } catch (error) {
      // Two workers chose two items of one key from different snapshots. The index let one of them have it; the next look sees why.
      if (error instanceof UniqueIntegrityConstraintViolationError) return []
      throw error
    }
  }

const setOf = (settlement: Settlement, now: string) => {
  switch (settlement.state) {
    case 'done':
      return sql.fragment`state = 'done', reason = null, settled_at = ${now}::timestamptz`
    case 'parked':
      return sql.fragment`state = 'parked', reason = ${settlement.reason}, settled_at = ${now}::timestamptz`
    case 'ready':
      return sql.fragment`state = 'ready', reason = ${settlement.reason}, not_before = ${settlement.notBefore}::timestamptz,
        attempts = attempts - ${settlement.counted ? 0 : 1}`
  }
}

const settle =
  (pool: DatabasePool): WorkQueue['settle'] =>
  async (item: ClaimedItem, settlement, now) => {
    const { rowCount } = await pool.query(sql.typeAlias('void')`
      update work_items set ${setOf(settlement, now)}, worker = null, lease_until = null
      where id = ${item.id} and state = 'claimed' and worker = ${item.worker} and attempts = ${item.attempts}`)
    return rowCount > 0
  }

const expire =
  (pool: DatabasePool): WorkQueue['expire'] =>
  async (now) => {
    const { rowCount } = await pool.query(sql.type(z.object({ told: z.unknown() }))`
      with expired as (
        select id from work_items where state = 'claimed' and lease_until <= ${now}::timestamptz for update skip locked),
      freed as (
        update work_items as item
        set state = case when repeat_safe = 'yes' then 'ready' else 'parked' end, worker = null, lease_until = null,
          reason = 'outcome unknown: its worker ended during the attempt', settled_at = case when repeat_safe = 'yes' then null else ${now}::timestamptz end
        from expired where item.id = expired.id returning item.id)
      select pg_notify(${workChannel}, '') as told from freed`)
    return rowCount
  }

/** The workers' side of work items. `pool` is that of `kontor_platform`. */
export const workQueue = (pool: DatabasePool): WorkQueue => ({ claim: claim(pool), settle: settle(pool), expire: expire(pool) })
