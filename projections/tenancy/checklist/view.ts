import { z } from 'zod'

/** The first steps of a new tenant (ui.md §5). A step is ticked by an event, never by a press. */
export const ChecklistStep = z.enum(['terms-published', 'partner-approved', 'click-recorded', 'customer-referred', 'deal-won', 'payment-paid'])
export type ChecklistStep = z.output<typeof ChecklistStep>
export const Checklist = z.object({ items: z.array(z.object({ step: ChecklistStep, doneAt: z.string().nullable() })) })
export type Checklist = z.output<typeof Checklist>
