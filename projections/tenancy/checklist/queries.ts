import type { CommonQueryMethods } from 'slonik'
import { z } from 'zod'
import { sql } from '../../kernel/index.ts'
import { type Checklist, ChecklistStep } from './view.ts'

const Row = z.object({ step: ChecklistStep, doneAt: z.string() })

/** All steps in the order in which they are offered, taken or not. */
export const getChecklist = async (db: CommonQueryMethods): Promise<Checklist> => {
  const taken = new Map((await db.any(sql.type(Row)`select step, done_at as "doneAt" from tenancy_checklist`)).map((row) => [row.step, row.doneAt]))
  return { items: ChecklistStep.options.map((step) => ({ step, doneAt: taken.get(step) ?? null })) }
}
