import type { Answer } from '../answer.ts'
import { refused } from '../answer.ts'
import { nested } from '../php-form.ts'
import { type Context, type Methods, mapOf, type Parameters } from './method.ts'

const most = 50

/** `$result[contact][item][id]`: what an earlier member answered. */
const resolved = (text: string, results: Parameters): string =>
  text.replace(/\$result((?:\[\w+\])+)/g, (whole, path: string) => {
    const found = [...path.matchAll(/\[(\w+)\]/g)].reduce<unknown>((at, match) => mapOf(at)[match[1] ?? ''], results)
    return found === undefined ? whole : String(found)
  })

/** PHP has one empty value for lists and maps. */
const phpMap = (map: Readonly<Record<string, unknown>>) => (Object.keys(map).length === 0 ? [] : map)

/** Up to fifty calls in one (providers.md §2.3): the answer is 200 also when members fail, and empty maps are lists. */
export const batch = async (methods: Methods, parameters: Parameters, context: Context): Promise<Answer> => {
  const results: Record<string, unknown> = {}
  const errors: Record<string, unknown> = {}
  const next: Record<string, unknown> = {}
  const total: Record<string, unknown> = {}
  const fail = (key: string, error: string, description: string) => {
    errors[key] = { error, error_description: description }
  }
  for (const [index, [key, command]] of Object.entries(mapOf(parameters['cmd'])).entries()) {
    const [name = '', query = ''] = String(command).split(/\?(.*)/s)
    const method = methods[name.replace(/\.json$/, '')]
    if (index >= most) fail(key, 'ERROR_BATCH_LENGTH_EXCEEDED', 'Max batch length exceeded')
    else if (name === 'batch') fail(key, 'ERROR_BATCH_METHOD_NOT_ALLOWED', 'Method is not allowed for batch usage')
    else if (!method) fail(key, 'ERROR_METHOD_NOT_FOUND', 'Method not found!')
    else {
      const pairs = [...new URLSearchParams(query)].map(([at, value]) => [at, resolved(value, results)] as const)
      const answer = await method(nested(pairs), context)
      if ('error' in answer) fail(key, answer.error, answer.description)
      else {
        results[key] = answer.result
        if (answer.next !== undefined) next[key] = answer.next
        if (answer.total !== undefined) total[key] = answer.total
      }
    }
    if (key in errors && Number(parameters['halt'])) break
  }
  if (Object.keys(mapOf(parameters['cmd'])).length === 0) return refused('INVALID_REQUEST', 'cmd is empty')
  return {
    result: { result: phpMap(results), result_error: phpMap(errors), result_total: phpMap(total), result_next: phpMap(next), result_time: [] },
  }
}
