import type { CommonQueryMethods } from 'slonik'
import { z } from 'zod'
import type { Place } from './positions.ts'
import { sql } from './sql.ts'

const Row = z.object({
  view: z.string(),
  version: z.int(),
  position: z
    .string()
    .nullable()
    .transform((position): Place => position ?? undefined),
})
export type FrontierRow = z.output<typeof Row>

/** Every frontier, those of rebuilds included. */
export const frontierRows = (db: CommonQueryMethods): Promise<readonly FrontierRow[]> =>
  db.any(sql.type(Row)`select view, version, position from kontor.frontiers order by view`)

export const frontierRow = (db: CommonQueryMethods, view: string): Promise<FrontierRow | null> =>
  db.maybeOne(sql.type(Row)`select view, version, position from kontor.frontiers where view = ${view}`)

type Step = { readonly view: string; readonly version: number; readonly from: Place; readonly to: string }

/**
 * Moves frontiers from where this process left them. A view that another process has moved, or switched to another version, is missing
 * from the answer: its owner is somebody else now.
 */
export const advance = (steps: readonly Step[], seenAt: string | undefined, state: 'running' | 'catching-up') => sql.type(
  z.object({ view: z.string() }),
)`
  update kontor.frontiers as f
  set position = step.up_to, seen_at = coalesce(${seenAt ?? null}::timestamptz, f.seen_at), state = ${state}, error = null
  from ${sql.unnest(
    steps.map(({ view, version, from, to }) => [view, version, from ?? null, to]),
    ['text', 'int4', 'numeric', 'numeric'],
  )} as step (view, version, since, up_to)
  where f.view = step.view and f.version = step.version and f.position is not distinct from step.since
  returning f.view`

/** Says for people why a view stands still. Leaves the position alone, so it neither needs nor breaks the fence. */
export const markStopped = (view: string, version: number, error: string) => sql.typeAlias('void')`
  update kontor.frontiers set state = 'stopped', error = ${error} where view = ${view} and version = ${version}`

/** A frontier at the beginning, whether there was one or not. */
export const restart = (view: string, version: number) => sql.type(z.object({ view: z.string() }))`
  insert into kontor.frontiers (view, version, state) values (${view}, ${version}, 'catching-up')
  on conflict (view) do update set version = excluded.version, position = null, seen_at = null, state = excluded.state, error = null
  returning view`

/** A frontier at the beginning, unless there is one: then the answer is empty. */
export const begin = (view: string, version: number) => sql.type(z.object({ view: z.string() }))`
  insert into kontor.frontiers (view, version) values (${view}, ${version}) on conflict (view) do nothing returning view`
