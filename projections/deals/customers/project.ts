import { projection } from '../../kernel/index.ts'
import { type DealEvent, dealEvents, foldDeals, isDealEvent, writeDeals } from '../parts/deal-rows.ts'
import { foldPartners, type PartnerNamed, type PersonErased, writePartners } from '../parts/names.ts'
import { foldRewards, isRewardEvent, type RewardEvent, rewardEvents, writeRewards } from '../parts/reward-rows.ts'
import { touchesBy } from '../parts/touches.ts'
import { type CustomerEvent, customerEvents, foldCustomers, writeCustomers } from './customer-rows.ts'

type Handled = CustomerEvent | DealEvent | RewardEvent | PartnerNamed | PersonErased

const handles = [...customerEvents, ...dealEvents, ...rewardEvents, 'partners.PartnerRegistered', 'identity.PersonErased'] as const

/** Everybody whom partners brought, with what became of it. */
export const dealsCustomers = projection({
  name: 'deals.customers',
  version: 1,
  handles,
  fold: (batch: readonly Handled[]) => ({
    customers: foldCustomers(batch),
    deals: foldDeals(batch.filter(isDealEvent)),
    rewards: foldRewards(batch.filter(isRewardEvent)),
    partners: foldPartners(batch),
  }),
  apply: ({ customers, deals, rewards, partners }) => [
    ...writeCustomers(customers),
    ...writeDeals('deals_customers_deals', deals),
    ...writeRewards({ rewards: 'deals_customers_rewards', payouts: 'deals_customers_payouts' }, rewards),
    ...writePartners('deals_customers_partners', partners),
  ],
  touches: touchesBy('customerId'),
})
