import { z } from 'zod'
import { define, personal } from '../../kernel/index.ts'
import { subject } from '../shapes.ts'

/** Somebody else agreed. No money moves yet, so there are no ledger lines. */
export const PaymentApproved = define('payouts.PaymentApproved', z.object({ ...subject, comment: personal('partnerId', z.string()).optional() }))
