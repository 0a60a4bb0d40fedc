import { z } from 'zod'
import { define, Entries, IdInAccount, Money } from '../../kernel/index.ts'
import { Arithmetic } from '../arithmetic.ts'
import { BaseWord, Cause, subject } from '../shapes.ts'

/**
 * The sale shrank, and the reward with it. A reward that no payout has taken is lowered in its row; one in an open or paid payout stays as it is, and a negative row
 * of its own, `lineId`, goes into the next payout (money.md 10).
 */
export const RewardReversed = define(
  'rewards.RewardReversed',
  z.object({
    ...subject,
    lineId: IdInAccount.optional(),
    cause: Cause,
    /** By how much; its sign is the direction. */
    change: Money,
    /** Of the row that moved, afterwards. */
    amount: Money,
    base: Money,
    baseWord: BaseWord,
    arithmetic: Arithmetic,
    entries: Entries,
  }),
)
