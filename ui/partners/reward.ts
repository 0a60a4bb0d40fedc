/** "7.5" → 750n. The terms come from the server, where they are checked: at most two decimals. */
const basisPoints = (percent: string): bigint => {
  const [whole = '0', fraction = ''] = percent.split('.')
  return BigInt(whole + fraction.padEnd(2, '0').slice(0, 2))
}

/**
 * What a deal of this amount earns, in minor units, as the server will reckon it: basis points of the whole, rounded once, half away
 * from zero (money.md, 3a). An example for the reader; what is paid is the server's own figure.
 */
export const rewardOf = (minor: bigint, percent: string): bigint => {
  const exact = minor * basisPoints(percent)
  return exact < 0n ? -((-exact + 5000n) / 10000n) : (exact + 5000n) / 10000n
}
