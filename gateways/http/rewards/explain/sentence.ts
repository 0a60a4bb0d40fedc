import type { Arithmetic } from '@kontor/core/rewards'
import type { SentencePart } from '../contract.ts'

type Reckoned = {
  readonly percent: string
  readonly word: 'deal-amount'
  /** What the percentage is taken of, after refunds. */
  readonly base: bigint
  readonly amount: bigint
  readonly currency: string
  readonly arithmetic: Arithmetic
}

/** "10 % of the deal amount 7,345.00 = 734.50", with what was given back and what other rows hold already, where there is any. */
export const sentenceOf = ({ percent, word, base, amount, currency, arithmetic }: Reckoned): SentencePart[] => {
  const money = (minor: bigint | string) => ({ minor: String(minor), currency })
  const times = arithmetic.findIndex(({ op }) => op === 'times-bp')
  const subtracted = (from: number, to?: number) => arithmetic.slice(from, to).find(({ op }) => op === 'minus')?.in[1]
  const refunded = subtracted(0, times)
  const posted = subtracted(times)
  return [
    { part: 'rate', percent },
    { part: 'base', word, amount: money(base) },
    ...(refunded === undefined ? [] : [{ part: 'refunded' as const, amount: money(refunded) }]),
    ...(posted === undefined ? [] : [{ part: 'posted' as const, amount: money(posted) }]),
    { part: 'result', amount: money(amount) },
  ]
}
