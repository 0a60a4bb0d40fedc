import type { RewardItem } from '@kontor/gateways/http/rewards/contract'
import { date, dateTime } from '../kit/format/index.ts'
import type { Speech } from './speech.ts'

type Standing = Pick<RewardItem, 'status'> &
  Partial<Pick<RewardItem, 'heldUntil' | 'payoutId' | 'payoutNumber' | 'payoutStatus' | 'paidAt' | 'reference'>>

/** The words of a chip: a state never without its next moment, where there is one (R5). */
export const chipOf = ({ status, heldUntil, payoutNumber, paidAt }: Standing, { t, lang, now }: Speech): string => {
  const day = (at: string) => date(new Date(at), lang, { now })
  if (status === 'held' && heldUntil) return t('rewards.chip.heldUntil', { when: day(heldUntil) })
  if (status === 'paid' && paidAt) return t('rewards.chip.paidOn', { when: day(paidAt) })
  if (status === 'requested' && payoutNumber) return t('rewards.chip.inPayout', { number: payoutNumber })
  return t(`rewards.status.${status}`)
}

/** Where it stands now, in a sentence that ends the chain. */
export const standingOf = ({ status, heldUntil, payoutId }: Standing, { t, lang, now }: Speech): string => {
  if (status === 'held' && heldUntil) return t('rewards.now.heldUntil', { when: dateTime(new Date(heldUntil), lang, { now }) })
  if (status === 'available' && payoutId) return t('rewards.now.requested')
  return t(`rewards.now.${status}`)
}
