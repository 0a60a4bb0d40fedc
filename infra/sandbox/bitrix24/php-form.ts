type Nested = { [key: string]: Nested | string }

/** Names that reach an object's prototype: no portal has such a field. */
const poison = new Set(['__proto__', 'constructor', 'prototype'])

/** `fields[TITLE]=x` as PHP reads it: nested, with lists as maps of their numbers, and `a[]` counted on. */
export const nested = (pairs: Iterable<readonly [string, string]>): Nested => {
  const root: Nested = {}
  for (const [name, value] of pairs) {
    const path = [name.split('[')[0] ?? '', ...[...name.matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? '')]
    if (path.some((key) => poison.has(key)) || path.length > 16) continue
    const last = path.pop() ?? ''
    let at = root
    for (const key of path) {
      const known = at[key]
      const inner = typeof known === 'object' ? known : {}
      at[key] = inner
      at = inner
    }
    at[last === '' ? String(Object.keys(at).length) : last] = value
  }
  return root
}
