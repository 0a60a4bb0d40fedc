import type { Batch } from '@kontor/core/kernel'
import type { DatabasePool, QuerySqlToken } from 'slonik'
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

/**
 * Writes one batch into these views: rows, frontiers and announcement in one transaction, sent without waiting for each other's answers. Afterwards each view's
 * `position` is its new frontier. Raises Fenced or ViewFailed naming the views at fault, or what the connection raised; nothing is written then, or, when the
 * answer to the commit was lost, everything: the frontier in the database tells.
 */
export const applyBatch = async (pool: DatabasePool, views: readonly Feeding[], batch: Batch, state: 'running' | 'catching-up'): Promise<void> => {
  const works = views.map((view) => workOf(view, batch))
  await pool.transaction(async (tx) => {
    const fence = tx.anyFirst(advance(works.map(step), batch.events.at(-1)?.meta.recordedAt, state)).then((owned) => {
      const lost = views.map(({ key }) => key).filter((key) => !owned.includes(key))
      if (lost.length > 0) throw new Fenced(lost)
    })
    const writes = works.flatMap((work) =>
      inSchema(work).map((statement) =>
        tx.query(statement).catch((error) => {
          throw new ViewFailed([work.view.key], error)
        }),
      ),
    )
    const notice = tx.query(sql.typeAlias('effect')`select pg_notify(${viewsChannel}, ${announce(announcementOf(works, batch.position))})`)
    await Promise.all([fence, ...writes, notice])
  })
  for (const { view, to } of works) view.position = to
}
