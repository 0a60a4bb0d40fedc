import { z } from 'zod'
import { define, Entries, IdInAccount, Money } from '../../kernel/index.ts'
import { Arithmetic } from '../arithmetic.ts'
import { BaseWord, Cause, subject } from '../shapes.ts'

/** The sale turned out bigger, or was won again: the reward grows in its row, or by a row of its own where a payout has taken it. */
export const RewardAdjusted = define(
  'rewards.RewardAdjusted',
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
