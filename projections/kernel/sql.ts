import { createSqlTag } from 'slonik'
import { z } from 'zod'

/**
 * The one tag of all projections and queries: ``sql.typeAlias('void')`…` `` for a statement without an answer, `'effect'` for a function that is selected
 * for what it does, ``sql.type(Row)`…` `` for a question.
 */
export const sql = createSqlTag({ typeAliases: { void: z.strictObject({}), effect: z.object({}) } })
