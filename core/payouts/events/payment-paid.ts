import { z } from 'zod'
import { define, Entries } from '../../kernel/index.ts'
import { subject } from '../shapes.ts'

/** The money has left. `reference` is the bank's own id, kept for reconciliation. */
export const PaymentPaid = define('payouts.PaymentPaid', z.object({ ...subject, reference: z.string().min(1), entries: Entries }))
