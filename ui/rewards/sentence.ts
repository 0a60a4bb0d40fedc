import type { SentencePart } from '@kontor/gateways/http/rewards/contract'
import { money, percent } from '../kit/format/index.ts'
import type { Speech } from './speech.ts'

type Of<P extends SentencePart['part']> = Extract<SentencePart, { readonly part: P }>

/**
 * The whole reason in one sentence: "10 % of the deal amount 12,345.00 ₽ = 1,234.50 ₽". What was given back and what other rows hold
 * already is said only where there is any. Never reckons: every figure is the server's.
 */
export const sentenceOf = (parts: readonly SentencePart[], { t, lang }: Speech): string => {
  const part = <P extends SentencePart['part']>(name: P) => parts.find((one): one is Of<P> => one.part === name)
  const sum = (name: 'base' | 'result' | 'refunded' | 'posted') => {
    const amount = part(name)?.amount
    return amount && amount.minor !== '0' ? money(amount.minor, amount.currency, lang) : undefined
  }
  const base = part('base')
  const result = part('result')
  if (!base || !result) return ''
  const of = t('rewards.sentence.of', {
    rate: percent(part('rate')?.percent ?? null, lang),
    base: t(`rewards.base.of.${base.word}`),
    amount: money(base.amount.minor, base.amount.currency, lang),
  })
  const refunded = sum('refunded')
  const posted = sum('posted')
  return [
    of,
    ...(refunded ? [` ${t('rewards.sentence.refunded', { amount: refunded })}`] : []),
    ...(posted ? [t('rewards.sentence.posted', { amount: posted })] : []),
    ` = ${money(result.amount.minor, result.amount.currency, lang)}`,
  ].join('')
}
