import type { CommonQueryMethods } from 'slonik'
import { z } from 'zod'
import { sql } from '../../kernel/index.ts'
import { Badges } from './view.ts'

const Waiting = Badges.required().extend({ duplicates: z.int() })

/** What waits for the tenant's own people, with the customers whom another partner brought first, who have no counter of their own. */
export const getWaiting = (db: CommonQueryMethods): Promise<z.output<typeof Waiting>> => {
  const count = (badge: string) => sql.fragment`count(*) filter (where badge = ${badge})::int as ${sql.identifier([badge])}`
  const counts = sql.join(Object.keys(Waiting.shape).map(count), sql.fragment`, `)
  return db.one(sql.type(Waiting)`select ${counts} from badges_counters`)
}

/** The counters of the menu. Which of them a role may see is for the route to say. */
export const getBadges = async (db: CommonQueryMethods): Promise<Badges> => {
  const { duplicates: _, ...badges } = await getWaiting(db)
  return badges
}
