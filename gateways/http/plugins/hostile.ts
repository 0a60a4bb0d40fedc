import { InvalidInput, type Part, pointerTo } from './invalid-input.ts'

/** Deeper than any contract of ours; a parser's stack is not for strangers to spend (reliability.md §3 line 25). */
const maxDepth = 32
/** Names that reach an object's prototype when a careless merge copies them. */
const poison = new Set(['__proto__', 'constructor', 'prototype'])

const refuse = (part: Part, path: readonly PropertyKey[], code: string, message: string): never => {
  throw new InvalidInput(part, [{ pointer: pointerTo(path), code, message }])
}

/** Raises InvalidInput at the first value no contract may ever see. Postgres text cannot hold a NUL, so it stops here. */
export const refuseHostile = (value: unknown, part: Part, path: readonly PropertyKey[] = []): void => {
  if (typeof value === 'string' && value.includes('\0')) refuse(part, path, 'field.control-character', 'NUL is not allowed')
  if (typeof value !== 'object' || value === null) return
  if (path.length >= maxDepth) refuse(part, path, 'field.too-deep', `Nested deeper than ${maxDepth}`)
  for (const [key, inner] of Object.entries(value)) {
    const at = [...path, key]
    if (poison.has(key)) refuse(part, at, 'field.unknown', 'Unknown field')
    if (key.includes('\0')) refuse(part, at, 'field.unknown', 'Unknown field')
    refuseHostile(inner, part, at)
  }
}
