import { type ReaderStore, ReaderSuperseded, type Timer, type WorkItem } from '@kontor/gateways/kernel'
import type { CommonQueryMethods, DatabasePool } from 'slonik'
import { z } from 'zod'
import { sql } from './sql.ts'
import { workChannel } from './wake-ups.ts'

const insertItems = (db: CommonQueryMethods, items: readonly WorkItem[], now: string) => {
  const rows = items.map((i) => [i.id, i.effect, i.gateway, i.orderKey, i.repeatSafe, i.eventId, i.stream, String(i.revision), i.position, now])
  const types = ['text', 'text', 'text', 'text', 'text', 'text', 'text', 'int8', 'numeric', 'timestamptz']
  return db.query(sql.typeAlias('void')`
    insert into work_items (id, effect, gateway, order_key, repeat_safe, event_id, stream, revision, position, not_before)
    select * from ${sql.unnest(rows, types)} on conflict (id) do nothing`)
}

const insertTimers = (db: CommonQueryMethods, timers: readonly Timer[]) => {
  const rows = timers.map((t) => [t.id, t.kind, t.tenantId, t.subject, t.dueAt, JSON.stringify(t.command), t.correlationId, t.causationId, t.dueAt])
  const types = ['text', 'text', 'text', 'text', 'timestamptz', 'jsonb', 'text', 'text', 'timestamptz']
  return db.query(sql.typeAlias('void')`
    insert into timers (id, kind, tenant_id, subject, due_at, command, correlation_id, causation_id, not_before)
    select * from ${sql.unnest(rows, types)} on conflict (id) do nothing`)
}

/** Moves the checkpoint from where its reader last saw it, or not at all. */
const moveCheckpoint = async (db: CommonQueryMethods, reader: string, { from, to }: { from: string | undefined; to: string }) => {
  const moved = await db.maybeOne(sql.type(z.object({ name: z.string() }))`
    insert into work_readers (name, position) values (${reader}, ${to}::numeric)
    on conflict (name) do update set position = excluded.position where work_readers.position = ${from ?? null}::numeric
    returning name`)
  if (!moved) throw new ReaderSuperseded(`the reader ${reader} is no longer at ${from ?? 'the beginning'}`)
}

/** The reader's side of work items and timers. `pool` is that of `kontor_platform`. */
export const readerStore = (pool: DatabasePool): ReaderStore => ({
  position: async (reader) => {
    const row = await pool.maybeOne(sql.type(z.object({ position: z.string() }))`select position from work_readers where name = ${reader}`)
    return row?.position
  },
  save: (reader, step, { items, timers, now }) =>
    pool.transaction(async (db) => {
      await moveCheckpoint(db, reader, step)
      if (items.length > 0) await insertItems(db, items, now)
      if (timers.length > 0) await insertTimers(db, timers)
      if (items.length + timers.length > 0) await db.query(sql.typeAlias('void')`select from pg_notify(${workChannel}, '')`)
    }),
})
