import type { CommonQueryMethods } from 'slonik'
import { z } from 'zod'
import { sql } from './sql.ts'

const ProjectionState = z.object({
  name: z.string(),
  version: z.int(),
  position: z.string(),
  lagMs: z.int(),
  state: z.enum(['running', 'catching-up', 'rebuilding', 'stopped']),
  error: z.string().nullable(),
})
export type ProjectionState = z.output<typeof ProjectionState>

/**
 * How every view stands, as any process can tell. A view behind the furthest one lags by the age of the last event it has seen; one that is filled anew
 * beside shows what readers see, and the error of the rebuild if it has one.
 */
export const projectionStates = (db: CommonQueryMethods): Promise<readonly ProjectionState[]> =>
  db.any(sql.type(ProjectionState)`
    select live.view as name, live.version, coalesce(live.position, 0)::text as position, coalesce(beside.error, live.error) as error,
      case when beside.view is null then live.state else 'rebuilding' end as state,
      case when live.position = furthest.position then 0
        else coalesce(least(greatest(0, extract(epoch from clock_timestamp() - live.seen_at) * 1000), 2147483647), 0)::int end as "lagMs"
    from kontor.frontiers as live
    left join kontor.frontiers as beside on beside.view = 'rebuild:' || live.view
    cross join (select max(position) as position from kontor.frontiers) as furthest
    where live.view not like 'rebuild:%'
    order by live.view`)
