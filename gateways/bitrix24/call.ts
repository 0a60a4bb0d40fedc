import { type Failure, failureOfAnswer, failureOfSilence } from './classify.ts'
import { exactJson } from './exact-json.ts'
import { formOf } from './php-form.ts'
import type { Portal } from './portal.ts'

export type Answer =
  | { readonly ok: true; readonly result: unknown; readonly next?: number | undefined }
  | { readonly ok: false; readonly failure: Failure }
type Parameters = Readonly<Record<string, unknown>>
type Caller = Pick<Portal, 'webhookUrl' | 'post'>

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** PHP writes an empty map as `[]` (providers.md §2.3). */
export const mapOf = (value: unknown): Readonly<Record<string, unknown>> => (isRecord(value) ? value : {})

/** Calls one method of the portal's REST once, by JSON. Raises nothing. Fractions in the result are text. */
export const call = async ({ webhookUrl, post }: Caller, method: string, parameters: Parameters, signal: AbortSignal): Promise<Answer> => {
  const posted = await post(`${webhookUrl}${method}.json`, JSON.stringify(parameters), signal)
  if (posted.is !== 'answered') return { ok: false, failure: failureOfSilence(posted) }
  const body = exactJson(posted.body)
  if (!isRecord(body)) return { ok: false, failure: failureOfAnswer(posted.status, {}) }
  if (posted.status >= 400 || body['error'] !== undefined) return { ok: false, failure: failureOfAnswer(posted.status, body) }
  return { ok: true, result: body['result'], next: typeof body['next'] === 'number' ? body['next'] : undefined }
}

type Members<K extends string> =
  | { readonly ok: true; readonly results: Readonly<Record<K, unknown>> }
  | { readonly ok: false; readonly failure: Failure }

/** Several calls that only read, counted as one by the portal. All succeed, or the first failure among them is told: the answer is 200 either way. */
export const batch = async <K extends string>(
  caller: Caller,
  calls: Readonly<Record<K, readonly [method: string, parameters: Parameters]>>,
  signal: AbortSignal,
): Promise<Members<K>> => {
  const named = Object.entries(calls) as [K, readonly [string, Parameters]][]
  const cmd = Object.fromEntries(named.map(([name, [method, parameters]]) => [name, `${method}?${formOf(parameters)}`]))
  const answer = await call(caller, 'batch', { halt: 0, cmd }, signal)
  if (!answer.ok) return answer
  const { result, result_error: errors } = mapOf(answer.result)
  const error = Object.values(mapOf(errors))[0]
  if (error !== undefined) return { ok: false, failure: failureOfAnswer(400, mapOf(error)) }
  return { ok: true, results: mapOf(result) as Readonly<Record<K, unknown>> }
}
