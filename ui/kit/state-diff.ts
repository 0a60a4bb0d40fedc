/** One place where two states differ: the sign says how, so that a colour need not (ui.md S65). */
export type Difference =
  | { readonly sign: '+'; readonly path: string; readonly after: unknown }
  | { readonly sign: '−'; readonly path: string; readonly before: unknown }
  | { readonly sign: '→'; readonly path: string; readonly before: unknown; readonly after: unknown }

type Fields = Readonly<Record<string, unknown>>

/** A sum is one value: half of it changed would say nothing. */
const isSum = (value: object) => 'minor' in value && 'currency' in value && Object.keys(value).length === 2
const isTree = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value) && !isSum(value)
const fieldsOf = (value: unknown): Fields => (isTree(value) ? value : {})
const isNothing = (value: unknown) => value === undefined || value === null

const leaf = (path: string, before: unknown, after: unknown): readonly Difference[] => {
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  if (isNothing(before)) return [{ sign: '+', path, after }]
  return [isNothing(after) ? { sign: '−', path, before } : { sign: '→', path, before, after }]
}

/** The paths that changed from one state to the other, and no others, in the order of the alphabet; a list counts as one value. A state that is not there has no fields. */
export const differences = (before: unknown, after: unknown, path = ''): readonly Difference[] => {
  const [from, to] = [isTree(before) || isNothing(before), isTree(after) || isNothing(after)]
  if (!from || !to || !(isTree(before) || isTree(after))) return leaf(path, before, after)
  const [was, is] = [fieldsOf(before), fieldsOf(after)]
  const empty = Object.keys(was).length + Object.keys(is).length === 0
  if (empty) return path === '' ? [] : leaf(path, before, after)
  const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])].toSorted()
  return keys.flatMap((key) => differences(was[key], is[key], path === '' ? key : `${path}.${key}`))
}
