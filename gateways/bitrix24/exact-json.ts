type Source = { readonly source?: string }

/**
 * JSON whose fractions stay text: a sum of money must not pass through a float (money.md). Whole numbers that a double holds exactly are numbers as ever. Answers
 * undefined for what is no JSON.
 */
export const exactJson = (text: string): unknown => {
  const keep = (_: string, value: unknown, { source }: Source = {}) => (typeof value === 'number' && !Number.isSafeInteger(value) ? source : value)
  try {
    return JSON.parse(text, keep as (key: string, value: unknown) => unknown)
  } catch {
    return undefined
  }
}
