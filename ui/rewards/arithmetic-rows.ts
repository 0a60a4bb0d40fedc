import type { Arithmetic } from '@kontor/gateways/http/rewards/contract'
import { type Lang, money, percent } from '../kit/format/index.ts'
import { decimalOf, digitsOf } from '../kit/format/money.ts'
import type { Speech } from './speech.ts'

/** One operation as a row: what was done, with what, and what came of it. */
export type ArithmeticRow = { readonly op: string; readonly label: string; readonly operand: string | undefined; readonly result: string }

/** "937503.75" minor units as 9,375.0375: with every digit there is, since rounding is a row of its own. */
const exact = (minor: string, currency: string, lang: Lang): string => {
  const [whole = '0', fraction] = minor.split('.')
  if (!fraction) return money(whole, currency, lang)
  const digits = (digitsOf(currency) ?? 0) + fraction.length
  return new Intl.NumberFormat(lang, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
    decimalOf(BigInt(whole + fraction), digits),
  )
}

/** Basis points as the share they are: 750 is 7.5 %. */
const share = (bp: string): `${number}` => decimalOf(BigInt(bp), 2)

/**
 * The reckoning, a row an operation (S35). A row that changes nothing is left out, but the base: what a share is taken of is never unsaid (R2).
 */
export const arithmeticRows = (
  steps: Arithmetic,
  { currency, word }: { readonly currency: string; readonly word: string },
  { t, lang }: Speech,
): readonly ArithmeticRow[] => {
  const shared = steps.findIndex(({ op }) => op === 'times-bp')
  return steps.flatMap(({ op, in: [first = '0', second = '0'], out }, at): readonly ArithmeticRow[] => {
    const result = exact(out, currency, lang)
    if (op === 'base') return [{ op, label: t(`rewards.base.word.${word}`), operand: undefined, result }]
    if (op === 'times-bp')
      return [{ op, label: t('rewards.arithmetic.share', { percent: percent(share(second), lang) }), operand: undefined, result }]
    if (first === out) return []
    if (op === 'round') return [{ op, label: t('rewards.arithmetic.round'), operand: undefined, result }]
    return [
      {
        op,
        label: t(at < shared ? 'rewards.arithmetic.refunded' : 'rewards.arithmetic.posted'),
        operand: money(-BigInt(second), currency, lang),
        result,
      },
    ]
  })
}
