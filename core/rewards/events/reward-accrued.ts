import { z } from 'zod'
import { define, Entries, Id, Money, Percent } from '../../kernel/index.ts'
import { Arithmetic } from '../arithmetic.ts'
import { BaseWord, subject } from '../shapes.ts'

/** A deal was won and the partner earns a share of it, under the terms of that moment, pinned here for ever. Held until `heldUntil`. */
export const RewardAccrued = define(
  'rewards.RewardAccrued',
  z.object({
    ...subject,
    programmeId: Id,
    amount: Money,
    base: Money,
    baseWord: BaseWord,
    rate: Percent,
    termsVersion: z.int(),
    /** The share is the partner's own, in place of the programme's. */
    personalRate: z.boolean(),
    heldUntil: z.string(),
    arithmetic: Arithmetic,
    entries: Entries,
  }),
)
