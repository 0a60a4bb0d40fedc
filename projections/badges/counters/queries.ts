import type { CommonQueryMethods } from 'slonik'
import { sql } from '../../kernel/index.ts'
import { Badges } from './view.ts'

/** What waits for the tenant's own people. Which of them a role may see is for the route to say. */
export const getBadges = (db: CommonQueryMethods): Promise<Badges> =>
  db.one(sql.type(Badges)`select count(*) filter (where badge = 'applications')::int as applications from badges_counters`)
