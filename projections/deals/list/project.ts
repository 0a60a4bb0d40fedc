import type { StoredDealsEvent } from '@kontor/core/deals'
import { projection } from '../../kernel/index.ts'
import { type DealEvent, dealEvents, foldDeals, isDealEvent, writeDeals } from '../parts/deal-rows.ts'
import { erasedOf, foldPartners, forget, type PartnerNamed, type PersonErased, writePartners } from '../parts/names.ts'
import { foldRewards, isRewardEvent, type RewardEvent, rewardEvents, writeRewards } from '../parts/reward-rows.ts'
import { insertNew, unlessEmpty } from '../parts/rows.ts'
import { touchesBy } from '../parts/touches.ts'

type Referred = Extract<StoredDealsEvent, { type: 'deals.CustomerReferred' }>
type Handled = Referred | DealEvent | RewardEvent | PartnerNamed | PersonErased

const handles = ['deals.CustomerReferred', ...dealEvents, ...rewardEvents, 'partners.PartnerRegistered', 'identity.PersonErased'] as const

const customer = { tenant_id: 'text', customer_id: 'text', partner_id: 'text', name: 'text' } as const
const nameOf = ({ data: { customerId, partnerId, name }, meta }: Referred) => ({
  tenant_id: meta.tenantId,
  customer_id: customerId,
  partner_id: partnerId,
  name,
})

const touched = touchesBy('dealId')

/** Every sale, how it stands here and in the CRM, and what it earned. */
export const dealsList = projection({
  name: 'deals.list',
  version: 1,
  handles,
  fold: (batch: readonly Handled[]) => ({
    named: batch.flatMap((event) => (event.type === 'deals.CustomerReferred' ? [nameOf(event)] : [])),
    gone: erasedOf('customer', batch),
    deals: foldDeals(batch.filter(isDealEvent)),
    rewards: foldRewards(batch.filter(isRewardEvent)),
    partners: foldPartners(batch),
  }),
  apply: ({ named, gone, deals, rewards, partners }) => [
    ...unlessEmpty(named, (rows) => insertNew('deals_list_customers', customer, rows)),
    ...unlessEmpty(gone, (rows) => forget('deals_list_customers', 'customer_id', ['name'], rows)),
    ...writeDeals('deals_list', deals),
    ...writeRewards({ rewards: 'deals_list_rewards', payouts: 'deals_list_payouts' }, rewards),
    ...writePartners('deals_list_partners', partners),
  ],
  // Nobody's deal changes when a customer comes: there is none yet.
  touches: (event: Handled) => (event.type === 'deals.CustomerReferred' ? [] : touched(event)),
})
