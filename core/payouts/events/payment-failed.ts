import { z } from 'zod'
import { define, Entries } from '../../kernel/index.ts'
import { subject } from '../shapes.ts'

/** The bank did not carry it out; the rewards are free again for another payout. */
export const PaymentFailed = define('payouts.PaymentFailed', z.object({ ...subject, reason: z.string().min(1), entries: Entries }))
