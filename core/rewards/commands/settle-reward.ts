import { z } from 'zod'
import { basisPoints, type Decide, define, Id, IdInAccount, type MessageOf, Money, move, Percent } from '../../kernel/index.ts'
import { type Account, type AccountEvent, noAccount, type Reward, rowsOf } from '../account.ts'
import { reckon } from '../arithmetic.ts'
import { RewardAccrued, RewardAdjusted, RewardReleased, RewardReversed } from '../events/index.ts'
import { evolveAccount } from '../evolve-account.ts'
import { isBefore, isOnHold } from '../hold.ts'
import { Cause, subject } from '../shapes.ts'

export const SettleReward = define(
  'rewards.SettleReward',
  z.object({
    ...subject,
    programmeId: Id,
    /** When the deal was first won, UTC. */
    wonAt: z.string(),
    /** What the deal is worth now: nothing, when it is not won. */
    sale: Money,
    refunded: Money,
    /** The terms in force when it was won; those already pinned by this reward go before them. */
    terms: z.object({ version: z.int(), percent: Percent, personal: z.boolean(), holdDays: z.int() }),
    cause: Cause,
    /** Where the deal has come since, when this fact is not its newest: facts may be settled late, after newer ones. */
    latest: z.object({ sale: Money, refunded: Money, cause: Cause }).optional(),
    /** The id of the row that a payout makes necessary; from the cause, so a repeat meets its own. */
    lineId: IdInAccount,
  }),
)
type Command = MessageOf<typeof SettleReward>
type Settled = Command['data']
type Latest = NonNullable<Settled['latest']>
const dayMs = 86_400_000
const baseWord = 'deal-amount' as const

const accrue = ({ data, meta }: Command): readonly AccountEvent[] => {
  const { rewardId, partnerId, customerId, dealId, programmeId, sale, refunded, terms, wonAt } = data
  const { base, amount, steps } = reckon({ sale: sale.minor, refunded: refunded.minor, bp: basisPoints(terms.percent), elsewhere: 0n })
  if (amount === 0n) return []
  const { currency } = sale
  const ids = { rewardId, partnerId, customerId, dealId }
  const heldUntil = new Date(Date.parse(wonAt) + terms.holdDays * dayMs).toISOString()
  const accrued = RewardAccrued(
    {
      ...ids,
      programmeId,
      amount: { minor: amount, currency },
      base: { minor: base, currency },
      baseWord,
      rate: terms.percent,
      termsVersion: terms.version,
      personalRate: terms.personal,
      heldUntil,
      arithmetic: steps,
      entries: move('programme', 'held', amount),
    },
    meta,
  )
  return isOnHold(accrued) ? [accrued] : [accrued, RewardReleased({ ...ids, entries: move('held', 'available', amount) }, meta)]
}

const postedFor = (account: Account, rewardId: string) => rowsOf(account, rewardId).reduce((sum, { minor }) => sum + minor, 0n)

/** A payout has taken it, or lowering it would make it negative: what changes goes into a row of its own. */
const needsOwnRow = ({ status, minor }: Reward, change: bigint) => status === 'requested' || status === 'paid' || minor + change < 0n

/** A row that comes back from nothing is held only as long as its timer is still to come; timers go by when things are recorded. */
const waitsAgain = ({ status, heldUntil }: Reward, recordedAt: string) => status === 'reversed' && isBefore(recordedAt, heldUntil)

const adjust = ({ data, meta }: Command, account: Account, row: Reward, bp: bigint): readonly AccountEvent[] => {
  const { rewardId, partnerId, customerId, dealId, sale, refunded, cause, lineId } = data
  if (account.rewards.has(lineId)) return []
  const posted = postedFor(account, rewardId)
  const figures = { sale: sale.minor, refunded: refunded.minor, bp }
  const change = reckon({ ...figures, elsewhere: 0n }).earned - posted
  if (change === 0n) return []
  const own = needsOwnRow(row, change)
  const { base, amount, steps } = reckon({ ...figures, elsewhere: own ? posted : posted - row.minor })
  const isHeld = !own && (row.status === 'held' || waitsAgain(row, meta.recordedAt))
  const { currency } = account
  const moved = {
    rewardId,
    partnerId,
    customerId,
    dealId,
    ...(own && { lineId }),
    cause,
    change: { minor: change, currency },
    amount: { minor: amount, currency },
    base: { minor: base, currency },
    baseWord,
    arithmetic: steps,
    entries: move('programme', isHeld ? 'held' : 'available', change),
  }
  return [change < 0n ? RewardReversed(moved, meta) : RewardAdjusted(moved, meta)]
}

const earnedBy = ({ sale, refunded }: Pick<Settled, 'sale' | 'refunded'>, bp: bigint) =>
  reckon({ sale: sale.minor, refunded: refunded.minor, bp, elsewhere: 0n }).earned

/** What is settled late for the first time, and has come to nothing since, was earned and lost again. */
const accrueLate = (command: Command, latest: Latest): readonly AccountEvent[] => {
  const accrued = accrue(command)
  if (earnedBy(latest, basisPoints(command.data.terms.percent)) !== 0n) return accrued
  return [
    ...accrued,
    ...settleReward({ ...command, data: { ...command.data, ...latest, latest: undefined } }, accrued.reduce(evolveAccount, noAccount())),
  ]
}

/**
 * Brings what is posted for a deal to what it has earned (money.md 7): the first time by accruing, later by the difference, under the pinned rate. Order of refunds
 * does not matter, and saying it again changes nothing. A fact that is settled after newer ones, as a parked one is, takes nothing back to where it was.
 */
export const settleReward: Decide<Command, Account, AccountEvent> = (command, account) => {
  const { rewardId, latest } = command.data
  const row = account.rewards.get(rewardId)
  const bp = account.pinned.get(rewardId)
  if (!row || bp === undefined) return latest ? accrueLate(command, latest) : accrue(command)
  const isThere = latest && earnedBy(latest, bp) === postedFor(account, rewardId)
  return isThere ? [] : adjust(command, account, row, bp)
}
