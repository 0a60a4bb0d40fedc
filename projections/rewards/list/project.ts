import { projection } from '../../kernel/index.ts'
import { keepNames } from '../names.ts'
import { fold, type Handled, handles } from './fold.ts'
import { insertLines, insertOpened, insertPayouts, openAccounts, post, settleStatus, updateMoved, updatePayouts } from './statements.ts'

/** What partners earn: every row with what became of it, and the balances of their accounts, now and at any time before. */
export const rewardsList = projection({
  name: 'rewards.list',
  version: 1,
  handles,
  fold,
  apply: ({ opened, lines, moved, payouts, entries, names }) => [
    ...keepNames('rewards_names', names),
    ...(opened.length ? [insertOpened(opened), openAccounts(opened)] : []),
    ...(lines.length ? [insertLines(lines)] : []),
    ...(moved.length ? [updateMoved(moved)] : []),
    ...(payouts.length ? [insertPayouts(payouts), updatePayouts(payouts)] : []),
    ...(moved.length || payouts.length ? [settleStatus({ moved, payouts })] : []),
    ...(entries.length ? [post(entries)] : []),
  ],
  touches: (event: Handled) => {
    const { tenantId } = event.meta
    switch (event.type) {
      // Nobody has a reward before there is a name to show with it.
      case 'partners.PartnerRegistered':
      case 'deals.CustomerReferred':
        return []
      case 'identity.PersonErased':
        return event.data.kind === 'user' ? [] : [{ tenantId }]
      case 'rewards.RewardAccrued':
      case 'rewards.RewardReleased':
        return [{ tenantId, partnerIds: [event.data.partnerId], id: event.data.rewardId }]
      case 'rewards.RewardReversed':
      case 'rewards.RewardAdjusted':
        return [{ tenantId, partnerIds: [event.data.partnerId], id: event.data.lineId ?? event.data.rewardId }]
      default:
        return [{ tenantId, partnerIds: [event.data.partnerId] }]
    }
  },
})
