import type { Explanation } from '@kontor/gateways/http/rewards/contract'
import { money, percent } from '../kit/format/index.ts'
import type { Speech } from './speech.ts'

/** The terms of that moment as people say them: "Version 3: 10 % of the deal amount, the last click within 30 days, held 14 days". */
export const termsSentence = ({ version, rule }: Explanation['terms'], { t, lang }: Speech): string =>
  [
    t(rule.personal ? 'rewards.terms.personal' : 'rewards.terms.rate', {
      version,
      rate: percent(rule.percent, lang),
      base: t(`rewards.base.of.${rule.base}`),
    }),
    t('rewards.terms.attribution', { n: rule.windowDays }, rule.windowDays),
    rule.holdDays === 0 ? t('rewards.terms.noHold') : t('rewards.terms.hold', { n: rule.holdDays }, rule.holdDays),
    ...(BigInt(rule.minimumPayout.minor) > 0n
      ? [t('rewards.terms.minimum', { amount: money(rule.minimumPayout.minor, rule.minimumPayout.currency, lang, { whole: true }) })]
      : []),
  ].join(', ')
