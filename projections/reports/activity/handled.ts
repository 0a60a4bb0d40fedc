import type { StoredDealsEvent } from '@kontor/core/deals'
import type { StoredEvent } from '@kontor/core/kernel'
import type { StoredPayoutsEvent } from '@kontor/core/payouts'
import type { StoredRewardsEvent } from '@kontor/core/rewards'
import { type NameEvent, nameEvents } from '../../rewards/index.ts'

export const handles = [
  'deals.DealOpened',
  'deals.DealWon',
  'deals.DealAmended',
  'deals.DealRefunded',
  'deals.DealLost',
  'deals.DealReopened',
  'rewards.RewardAccrued',
  'rewards.RewardReversed',
  'rewards.RewardAdjusted',
  'payouts.PaymentRequested',
  'payouts.PaymentPaid',
  ...nameEvents,
] as const
type Kinds = StoredDealsEvent | StoredRewardsEvent | StoredPayoutsEvent | NameEvent
export type Handled = Extract<Kinds, { type: (typeof handles)[number] }> & Pick<StoredEvent, 'id' | 'position'>
