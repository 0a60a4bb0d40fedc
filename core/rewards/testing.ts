/** Fractions of whole numbers: nothing is lost, whatever the digits. */
type Fraction = { readonly top: bigint; readonly bottom: bigint }
type Step = { readonly op: string; readonly in: readonly string[]; readonly out: string }

const fractionOf = (text: string | undefined): Fraction => {
  const [, sign, whole, digits = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text ?? '') ?? []
  if (whole === undefined) throw new Error(`${text} is no number`)
  return { top: BigInt(`${sign}${whole}${digits}`), bottom: 10n ** BigInt(digits.length) }
}
const same = (one: Fraction, other: Fraction) => one.top * other.bottom === other.top * one.bottom

/** To the nearest whole number; exactly between two, to the one farther from zero. */
const halfAwayFromZero = ({ top, bottom }: Fraction): Fraction => {
  const size = top < 0n ? -top : top
  const [whole, rest] = [size / bottom, size % bottom]
  const rounded = rest * 2n >= bottom ? whole + 1n : whole
  return { top: top < 0n ? -rounded : rounded, bottom: 1n }
}

const outcome = ({ op, in: [first, second] }: Step): Fraction => {
  const one = fractionOf(first)
  switch (op) {
    case 'base':
      return one
    case 'minus': {
      const other = fractionOf(second)
      return { top: one.top * other.bottom - other.top * one.bottom, bottom: one.bottom * other.bottom }
    }
    case 'times-bp':
      return { top: one.top * fractionOf(second).top, bottom: one.bottom * 10_000n }
    case 'round':
      if (second !== 'half-away-from-zero') throw new Error(`rounding ${second} is not known`)
      return halfAwayFromZero(one)
    default:
      throw new Error(`step ${op} is not known`)
  }
}

/**
 * Reckons an amount again from its `arithmetic` alone, after the words of api.md and not after our code: each step takes up where the last one ended, and the last
 * one ends in the amount, in minor units. Raises an Error for a step that does not follow.
 */
export const amountOf = (arithmetic: readonly Step[]): bigint => {
  let last: Fraction | undefined
  for (const step of arithmetic) {
    if (last && !same(fractionOf(step.in[0]), last)) throw new Error(`${step.op} does not take up where the step before ended`)
    last = outcome(step)
    if (!same(fractionOf(step.out), last)) throw new Error(`${step.op} of ${step.in.join(', ')} is not ${step.out}`)
  }
  if (!last || last.top % last.bottom !== 0n) throw new Error('no amount at the end')
  return last.top / last.bottom
}
