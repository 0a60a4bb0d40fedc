import { define, type StoredEvent } from '@kontor/core/kernel'
import { id, testMeta } from '@kontor/core/kernel/testing'
import type { CommonQueryMethods, DatabasePool } from 'slonik'
import { z } from 'zod'
import { type Projection, projection, sql, startProjector } from '../index.ts'
import { memoryLog, silent, storedAs, type ViewDatabase } from '../testing.ts'

/** Views that exist only here: unlike real ones they count, so that a batch written twice shows. */
const NoteWritten = define('notes.NoteWritten', z.object({ author: z.string() }))
const Unrelated = define('notes.Unrelated', z.object({}))

export const tableOf = async (view: string) => `-- kind: tenant
create table ${view.replace('.', '_')} (
  tenant_id text not null,
  author text not null,
  notes integer not null,
  primary key (tenant_id, author)
);`

type Stored = { type: 'notes.NoteWritten'; data: { author: string }; meta: StoredEvent['meta'] }

/** `broken` makes the statements for that author fail for as long as it answers one; `weight` is what another version would reckon. */
export const counting = (name: string, { version = 1, weight = 1, broken = (): string => '' } = {}): Projection =>
  projection({
    name,
    version,
    handles: ['notes.NoteWritten'],
    fold: (batch: readonly Stored[]) => batch.map(({ data, meta }) => [meta.tenantId, data.author] as const),
    apply: (rows) => [
      sql.typeAlias('void')`
        insert into ${sql.identifier([name.replace('.', '_')])} as n (tenant_id, author, notes)
        select tenant_id, author, (sum(${weight}::int) / min(case when author = ${broken()} then 0 else 1 end))::int
        from ${sql.unnest(rows, ['text', 'text'])} as m (tenant_id, author)
        group by tenant_id, author
        on conflict (tenant_id, author) do update set notes = n.notes + excluded.notes`,
    ],
    touches: ({ data, meta }) => [{ tenantId: meta.tenantId, id: data.author }],
  })

/** A log to write notes into, and what was written. */
export const notebook = () => {
  const log = memoryLog()
  const append = (...messages: Parameters<typeof storedAs>[1]) =>
    log.append(...storedAs([NoteWritten, Unrelated], messages, BigInt(log.events.at(-1)?.position ?? 0)))
  return {
    feed: log.feed,
    write: (author: string, times = 1, tenantId = id(90)) =>
      append(...Array.from({ length: times }, () => NoteWritten({ author }, testMeta({ tenantId })))),
    writeUnrelated: () => append(Unrelated({}, testMeta())),
    last: () => log.events.at(-1)?.position ?? '0',
    written: () => log.events.length,
  }
}

export const countOf = (db: CommonQueryMethods, view: string): Promise<Record<string, number>> =>
  db
    .any(
      sql.type(z.object({ author: z.string(), notes: z.int() }))`
        select author, sum(notes)::int as notes from ${sql.identifier(['views', view.replace('.', '_')])} group by author order by author`,
    )
    .then((rows) => Object.fromEntries(rows.map(({ author, notes }) => [author, notes])))

/** A process that feeds these views. */
export const projectorOf = (
  db: ViewDatabase,
  book: ReturnType<typeof notebook>,
  projections: readonly Projection[],
  pool: DatabasePool = db.pool,
  log = silent,
) => startProjector({ projections, feed: book.feed, pool, tables: db.tables, log, standByMs: 50 })
