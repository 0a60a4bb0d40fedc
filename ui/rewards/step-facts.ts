import type { ExplanationStep } from '@kontor/gateways/http/rewards/contract'
import { date, dateTime, money, percent } from '../kit/format/index.ts'
import type { IconName } from '../kit/icon-names.ts'
import type { Speech } from './speech.ts'
import { type StepData, stepData } from './step-data.ts'

type Amount = { readonly minor: string; readonly currency: string }
type Tell = (data: StepData, speech: Speech, at: string) => string
type Kind = { readonly name: string; readonly icon: IconName; readonly tell: Tell }

const sum = (amount: Amount | undefined, { lang }: Speech) => (amount ? money(amount.minor, amount.currency, lang) : '–')
const moment = (at: string, { lang, now }: Speech) => dateTime(new Date(at), lang, { now })
const joined = (...facts: readonly (string | undefined)[]) => facts.filter(Boolean).join(', ')
const nothing: Tell = () => ''

const click: Tell = ({ code, refererHost, device }, { t }) =>
  joined(code && t('rewards.fact.link', { code }), refererHost, device && device !== 'other' ? t(`rewards.device.${device}`) : undefined)

const attributed: Tell = ({ rule, windowDays, otherTouches = [] }, { t, lang, now }) => {
  const others = otherTouches.map(({ occurredAt }) => date(new Date(occurredAt), lang, { now }))
  const days = windowDays ?? 0
  const why = rule === 'last-click' ? t('rewards.fact.lastClick', { n: days }, days) : t(`rewards.fact.${rule === 'manual' ? 'byHand' : 'byLink'}`)
  const apart =
    others.length > 0 ? t('rewards.fact.touches', { n: others.length, when: others.join(', ') }, others.length) : t('rewards.fact.noTouches')
  return rule === 'manual' ? why : `${why}; ${apart}`
}

/** "Refund 5,000.00 → earned so far 734.50 (10 % of 7,345.00) → line −500.00"; a row of its own goes into the next payout. */
const corrected: Tell = (data, speech) => {
  const { t } = speech
  const { change, base, cause, arithmetic = [], lineId } = data
  const earned = arithmetic.find(({ op }) => op === 'round')?.out
  const cameBy = cause?.refund ? t('rewards.fact.refund', { amount: sum(cause.refund, speech) }) : t(`rewards.cause.${cause?.kind ?? 'amended'}`)
  const soFar =
    earned && change
      ? t('rewards.fact.earned', { amount: sum({ minor: earned, currency: change.currency }, speech), base: sum(base, speech) })
      : undefined
  const line = t(lineId ? 'rewards.fact.nextPayout' : 'rewards.fact.changed', { amount: sum(change, speech) })
  return [cameBy, soFar, line].filter(Boolean).join(' → ')
}

const kinds: Readonly<Record<string, Kind>> = {
  'links.ClickRecorded': { name: 'click', icon: 'mouse-pointer-click', tell: click },
  'deals.CustomerReferred': {
    name: 'customer',
    icon: 'file-pen-line',
    tell: ({ source }, { t }) => t(`rewards.fact.${source === 'form' ? 'form' : 'manual'}`),
  },
  'deals.CustomerAttributed': { name: 'attributed', icon: 'flag', tell: attributed },
  'deals.DuplicateDismissed': { name: 'dismissed', icon: 'users', tell: nothing },
  'deals.DealOpened': { name: 'opened', icon: 'briefcase', tell: ({ crm }, { t }) => t(crm ? 'rewards.fact.inCrm' : 'rewards.fact.here') },
  'deals.DealPushed': { name: 'pushed', icon: 'send', tell: ({ externalId }, { t }) => t('rewards.fact.number', { number: externalId ?? '' }) },
  'deals.DealPushFailed': { name: 'pushFailed', icon: 'triangle-alert', tell: ({ reason }) => reason ?? '' },
  'deals.DealPushRequested': { name: 'pushAgain', icon: 'refresh-cw', tell: nothing },
  'deals.DealStageMoved': { name: 'stage', icon: 'arrow-left-right', tell: ({ stageName }) => stageName ?? '' },
  'deals.DealWon': { name: 'won', icon: 'trophy', tell: ({ amount }, speech) => sum(amount, speech) },
  'deals.DealAmended': { name: 'amended', icon: 'file-pen-line', tell: ({ amount }, speech) => sum(amount, speech) },
  'deals.DealLost': { name: 'lost', icon: 'circle-x', tell: ({ reason }) => reason ?? '' },
  'deals.DealReopened': { name: 'reopened', icon: 'circle-dot', tell: nothing },
  'deals.DealRefunded': {
    name: 'refunded',
    icon: 'undo-2',
    tell: ({ amount, refunded }, speech) => speech.t('rewards.fact.refundedSoFar', { amount: sum(amount, speech), all: sum(refunded, speech) }),
  },
  'partners.TermsPublished': { name: 'terms', icon: 'scroll-text', tell: nothing },
  'partners.PartnerTermsSet': { name: 'personal', icon: 'scroll-text', tell: (data, { lang }) => percent(data.percent ?? null, lang) },
  'rewards.RewardAccrued': {
    name: 'accrued',
    icon: 'coins',
    // Without a hold it is released in the moment it accrues.
    tell: ({ amount, heldUntil }, speech, at) =>
      joined(sum(amount, speech), heldUntil && heldUntil > at ? speech.t('rewards.fact.heldUntil', { when: moment(heldUntil, speech) }) : undefined),
  },
  'rewards.RewardAdjusted': { name: 'adjusted', icon: 'coins', tell: corrected },
  'rewards.RewardReversed': { name: 'reversed', icon: 'undo-2', tell: corrected },
  'rewards.RewardReleased': { name: 'released', icon: 'lock-open', tell: nothing },
  'payouts.PaymentRequested': { name: 'requested', icon: 'wallet', tell: ({ amount }, speech) => sum(amount, speech) },
  'payouts.PaymentApproved': { name: 'approved', icon: 'check', tell: nothing },
  'payouts.PaymentRejected': { name: 'rejected', icon: 'circle-x', tell: nothing },
  'payouts.PaymentPaid': {
    name: 'paid',
    icon: 'check-check',
    tell: ({ reference }, { t }) => (reference ? t('rewards.fact.reference', { reference }) : ''),
  },
  'payouts.PaymentFailed': { name: 'failed', icon: 'triangle-alert', tell: ({ reason }) => reason ?? '' },
}

/** Longer than this between the fact and our hearing of it is worth saying. */
const lateMs = 60_000

/** What a step says of itself; the history of a deal says as much. */
type Told = Pick<ExplanationStep, 'event' | 'occurredAt' | 'recordedAt' | 'data'>

export type Fact = {
  readonly icon: IconName
  readonly title: string
  /** The fact in words; may be empty where the title says all. */
  readonly text: string
  /** When we learned of it, where that was more than a minute later. */
  readonly learned: string | undefined
}

/** A step of the chain in words. An event nobody has words for goes by its own name: nothing is hidden. */
export const factOf = (step: Told, speech: Speech): Fact => {
  const kind = kinds[step.event]
  const late = Date.parse(step.recordedAt) - Date.parse(step.occurredAt) > lateMs
  return {
    icon: kind?.icon ?? 'circle-dot',
    title: kind ? speech.t(`rewards.step.${kind.name}`) : step.event,
    text: kind ? kind.tell(stepData(step.data), speech, step.occurredAt) : '',
    learned: late ? moment(step.recordedAt, speech) : undefined,
  }
}
