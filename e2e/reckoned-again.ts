/** A step of `arithmetic` as api.md writes it: numbers as text, `in[0]` the result before. */
export type Step = { readonly op: string; readonly in: readonly string[]; readonly out: string }

/** A decimal as a fraction: its digits without the point, and how many of them come after it. */
const fraction = (text: string) => {
  const [whole = '', part = ''] = text.split('.')
  return { digits: BigInt(whole + part), scale: part.length }
}

const rounded = (text: string): bigint => {
  const { digits, scale } = fraction(text)
  const unit = 10n ** BigInt(scale)
  const [size, sign] = digits < 0n ? [-digits, -1n] : [digits, 1n]
  return sign * (size / unit + ((size % unit) * 2n >= unit ? 1n : 0n))
}

/** Whether the exact product is what `out` says: compared as whole numbers, so nothing is lost on the way. */
const isProduct = (first: string, basisPoints: string, out: string): boolean => {
  const [value, result] = [fraction(first), fraction(out)]
  return result.digits * 10n ** BigInt(4 + value.scale - result.scale) === value.digits * BigInt(basisPoints)
}

const follows = ({ op, in: [first = '', second = ''], out }: Step): boolean => {
  if (op === 'base') return out === first
  if (op === 'minus') return BigInt(out) === BigInt(first) - BigInt(second)
  if (op === 'times-bp') return isProduct(first, second, out)
  if (op === 'round') return second === 'half-away-from-zero' && BigInt(out) === rounded(first)
  return false
}

/** Reckons every step again, from its inputs alone and by rules of its own. Answers the last result; raises at the first step that does not follow. */
export const reckonedAgain = (arithmetic: readonly Step[]): string => {
  let before: string | undefined
  for (const step of arithmetic) {
    if (before !== undefined && step.in[0] !== before) throw new Error(`${step.op} begins with ${step.in[0]} and not with ${before}`)
    if (!follows(step)) throw new Error(`${step.op} of ${step.in.join(', ')} is not ${step.out}`)
    before = step.out
  }
  if (before === undefined) throw new Error('there is no arithmetic')
  return before
}
