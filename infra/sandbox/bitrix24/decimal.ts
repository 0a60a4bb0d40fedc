/** A sum as the portal keeps it: text with two decimals, whatever was sent. */
export const decimal = (value: unknown): string => {
  const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d{1,18})(?:[.,](\d+))?$/.exec(String(value).trim()) ?? []
  return `${sign}${whole.replace(/^0+(?=\d)/, '')}.${fraction.slice(0, 2).padEnd(2, '0')}`
}

/** Minor units of a currency of two decimals. */
export const ofMinor = (minor: bigint): string => {
  const text = minor.toString().padStart(3, '0')
  return `${text.slice(0, -2)}.${text.slice(-2)}`
}
