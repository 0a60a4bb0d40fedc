import type { FastifySchemaCompiler } from 'fastify'
import type { z } from 'zod'
import { refuseHostile } from './hostile.ts'
import { type FieldErrors, InvalidInput, type Part, pointerTo } from './invalid-input.ts'

const codes: Readonly<Record<string, string>> = { too_big: 'field.too-long', too_small: 'field.too-short', unrecognized_keys: 'field.unknown' }

/** One line a field: unknown fields each get their own, a missing one is told apart from a wrong one. */
const linesOf = (issue: z.core.$ZodIssue): FieldErrors => {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ pointer: pointerTo([...issue.path, key]), code: 'field.unknown', message: 'Unknown field' }))
  }
  const missing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined')
  const code = missing ? 'field.required' : (codes[issue.code] ?? 'field.invalid')
  return [{ pointer: pointerTo(issue.path), code, message: issue.message }]
}

/** `?q=` is what a form sends for a field left empty: nothing was asked (api.md: "Query parameters are optional"). */
const asked = (query: unknown) => Object.fromEntries(Object.entries(query as Record<string, unknown>).filter(([, value]) => value !== ''))

const meant = (part: Part, data: unknown) => {
  if (part === 'querystring') return asked(data)
  // Fastify hands over an absent body as null, which is a value in JSON and none here.
  return part === 'body' && data === null ? undefined : data
}

/** Checks with zod and hands the decoded value on: money arrives in a handler as bigint. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  const part = (httpPart ?? 'body') as Part
  return (data: unknown) => {
    if (part === 'querystring') refuseHostile(data, part)
    const result = schema.safeParse(meant(part, data))
    return result.success ? { value: result.data } : { error: new InvalidInput(part, result.error.issues.flatMap(linesOf)) }
  }
}
