import type { Timer, TimerStore } from '@kontor/gateways/kernel'
import type { CommonQueryMethods, DatabasePool } from 'slonik'
import { z } from 'zod'
import { sql } from './sql.ts'

const Row = z.object({
  id: z.string(),
  kind: z.string(),
  tenantId: z.string(),
  subject: z.string(),
  dueAt: z.string(),
  command: z.object({ type: z.string(), data: z.record(z.string(), z.unknown()) }),
  correlationId: z.string(),
  causationId: z.string(),
  attempts: z.int(),
})

/** Locked until its transaction ends: that is the lease, and a process that dies gives it back. */
const lockEarliest = (db: CommonQueryMethods, now: string) =>
  db.maybeOne(sql.type(Row)`
    select id, kind, tenant_id as "tenantId", subject, due_at as "dueAt", command, correlation_id as "correlationId", causation_id as "causationId", attempts
    from timers where fired_at is null and not_before <= ${now}::timestamptz
    order by not_before, id limit 1 for update skip locked`)

const fireNext =
  (pool: DatabasePool): TimerStore['fireNext'] =>
  (now, fire, retryAt) =>
    pool.transaction(async (db) => {
      const row = await lockEarliest(db, now)
      if (!row) return false
      const { attempts, ...timer } = row
      const outcome = await fire(timer satisfies Timer)
      const isOver = outcome.is === 'done' || outcome.is === 'parked'
      const reason = outcome.is === 'done' ? null : outcome.is === 'unknown' ? outcome.detail : outcome.reason
      await db.query(sql.typeAlias('void')`
        update timers set attempts = ${attempts + 1}, reason = ${reason}, fired_at = ${isOver ? now : null}::timestamptz,
          not_before = ${isOver ? row.dueAt : retryAt(attempts + 1)}::timestamptz
        where id = ${row.id}`)
      return true
    })

/** The firing side of timers. `pool` is that of `kontor_platform`. */
export const timerStore = (pool: DatabasePool): TimerStore => ({
  fireNext: fireNext(pool),
  nextDue: async () => {
    const { due } = await pool.one(sql.type(z.object({ due: z.string().nullable() }))`
      select min(not_before) as due from timers where fired_at is null`)
    return due ?? undefined
  },
})
