import { expect, test } from 'vitest'
import { withoutSchemaWriters } from './lean-zod.ts'

const code = `const used = 1
export function aggregateChecks(schema) { return schema }
export const stringProcessor = (schema) => {
  return used
}
export const createToJSONSchemaMethod = (schema) => () => schema
export const other = 7`

test('writers of JSON schemas are empty, the rest is as it was', async () => {
  const made: Record<string, unknown> = await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(withoutSchemaWriters(code))}`)
  const { aggregateChecks, stringProcessor, createToJSONSchemaMethod, other } = made
  const call = (write: unknown) => typeof write === 'function' && write('given')
  expect([call(stringProcessor), call(createToJSONSchemaMethod), call(aggregateChecks), other]).toEqual([undefined, undefined, 'given', 7])
})
