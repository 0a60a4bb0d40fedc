const pairsOf = (value: unknown, path: string): [string, string][] => {
  if (value === undefined || value === null) return []
  if (typeof value !== 'object') return [[path, String(value)]]
  return Object.entries(value).flatMap(([key, inner]) => pairsOf(inner, path === '' ? key : `${path}[${key}]`))
}

/** Nested values as PHP reads them from a query: `filter[originId]=…`. Lists are numbered. */
export const formOf = (values: Readonly<Record<string, unknown>>): string => new URLSearchParams(pairsOf(values, '')).toString()
