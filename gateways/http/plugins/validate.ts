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

/** Checks with zod and hands the decoded value on: money arrives in a handler as bigint. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  const part = (httpPart ?? 'body') as Part
  return (data: unknown) => {
    if (part === 'querystring') refuseHostile(data, part)
    // Fastify hands over an absent body as null, which is a value in JSON and none here.
    const result = schema.safeParse(data === null && part === 'body' ? undefined : data)
    return result.success ? { value: result.data } : { error: new InvalidInput(part, result.error.issues.flatMap(linesOf)) }
  }
}
