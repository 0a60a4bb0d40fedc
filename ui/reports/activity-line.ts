import type { Activity } from '@kontor/gateways/http/reports/contract'
import type { IconName } from '../kit/icon-names.ts'
import type { Tone } from '../kit/tones.ts'

/** One line of "what has just happened": which sentence, where it leads below the shell's address, and how it looks. */
export type ActivityLine = { readonly sentence: string; readonly path: string | undefined; readonly icon: IconName; readonly tone: Tone }

const looks: Readonly<Record<Activity['kind'], { readonly icon: IconName; readonly tone: Tone }>> = {
  customer: { icon: 'user-plus', tone: 'info' },
  won: { icon: 'trophy', tone: 'ok' },
  refunded: { icon: 'undo-2', tone: 'danger' },
  reward: { icon: 'coins', tone: 'ok' },
  'payout-requested': { icon: 'hourglass', tone: 'warn' },
  'payout-paid': { icon: 'check-check', tone: 'ok' },
}

/** `own`: a partner reads about themselves, so nobody is named. */
export const lineOf = ({ kind, amount, dealId, payoutId, partnerName }: Activity, own: boolean): ActivityLine => {
  const reversed = kind === 'reward' && (amount?.minor.startsWith('-') ?? false)
  const by = !own && partnerName !== undefined ? 'By' : ''
  const path = kind.startsWith('payout')
    ? payoutId && `payouts/${payoutId}`
    : dealId
      ? `deals/${dealId}`
      : kind === 'customer'
        ? 'customers'
        : undefined
  return { sentence: `${reversed ? 'reversed' : kind}${by}`, path, ...(reversed ? looks.refunded : looks[kind]) }
}
