import type { Batch } from '@kontor/core/kernel'
import type { CommonQueryMethods, DatabasePool, QuerySqlToken } from 'slonik'
import { announce, changesOf, viewsChannel } from './changes.ts'
import { Fenced, ViewFailed } from './failures.ts'
import { type Feeding, liveSchema, newsFor } from './feeding.ts'
import { advance } from './frontier-rows.ts'
import { sql } from './sql.ts'

/** What one batch means for one view, reckoned before the transaction begins. */
const workOf = (view: Feeding, batch: Batch) => {
  const { projection, key } = view
  const { events, to } = newsFor(view, batch)
  try {
    return { view, to, statements: events.length ? projection.apply(projection.fold(events)) : [], changes: changesOf(projection, events) }
  } catch (error) {
    throw new ViewFailed([key], error)
  }
}
type Work = ReturnType<typeof workOf>

const step = ({ view: { key, position, projection }, to }: Work) => ({ view: key, version: projection.version, from: position, to })

const lookInto = (schema: string) => sql.typeAlias('effect')`select set_config('search_path', ${`${schema}, kontor`}, true)`

/** Statements name their tables without a schema; the search path says which set of tables is meant. */
const inSchema = ({ view: { schema }, statements }: Work): readonly QuerySqlToken[] =>
  schema === liveSchema || statements.length === 0 ? statements : [lookInto(schema), ...statements, lookInto(liveSchema)]

const announcementOf = (works: readonly Work[], position: string) => {
  const seen = works.filter(({ view }) => view.schema === liveSchema)
  return { position, views: seen.map(({ view }) => view.key), changes: seen.flatMap(({ changes }) => changes) }
}

/** Before any row: a second owner waits here for the first one's commit, and then finds that it came too late. */
const fence = async (tx: CommonQueryMethods, works: readonly Work[], batch: Batch, state: 'running' | 'catching-up'): Promise<void> => {
  const owned = await tx.anyFirst(advance(works.map(step), batch.events.at(-1)?.meta.recordedAt, state))
  const lost = works.map(({ view }) => view.key).filter((key) => !owned.includes(key))
  if (lost.length > 0) throw new Fenced(lost)
}

const write = async (tx: CommonQueryMethods, work: Work): Promise<void> => {
  try {
    for (const statement of inSchema(work)) await tx.query(statement)
  } catch (error) {
    throw new ViewFailed([work.view.key], error)
  }
}

/**
 * Writes one batch into these views: rows, frontiers and announcement in one transaction. Afterwards each view's `position` is its new frontier. Raises Fenced
 * or ViewFailed naming the views at fault, or what the connection raised; nothing is written then, or, when the answer to the commit was lost, everything: the
 * frontier in the database tells.
 */
export const applyBatch = async (pool: DatabasePool, views: readonly Feeding[], batch: Batch, state: 'running' | 'catching-up'): Promise<void> => {
  const works = views.map((view) => workOf(view, batch))
  await pool.transaction(async (tx) => {
    await fence(tx, works, batch, state)
    for (const work of works) await write(tx, work)
    await tx.query(sql.typeAlias('effect')`select pg_notify(${viewsChannel}, ${announce(announcementOf(works, batch.position))})`)
  })
  for (const { view, to } of works) view.position = to
}
