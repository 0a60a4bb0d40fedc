/** A fast hash of a password must not lie in the log beside the slow one in the vault. */
const secrets = new Set(['password', 'refreshToken'])

const byKey = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1)

/** JSON with its keys in order, bigint as text and secrets left out: equal requests give equal text, however they were spelt. */
export const canonical = (value: unknown): string => {
  if (typeof value === 'bigint') return JSON.stringify(String(value))
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).filter(([key, inner]) => inner !== undefined && !secrets.has(key))
  return `{${entries
    .sort(byKey)
    .map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`)
    .join(',')}}`
}
