import { NoAnswer, problemOf } from './problem.ts'

export type Request = {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly body?: unknown
  readonly token?: string | undefined
  /** Made once for an opening of a form: a double press, a reload and a retry are one command. */
  readonly key?: string | undefined
  readonly etag?: string | undefined
  /** The browser finishes it even when the page goes away. */
  readonly keepalive?: boolean
}

export const api = '/api/v1'

/** One request. 2xx and 304 are answers; raises ApiProblem for a refusal and NoAnswer when nobody spoke. */
export const send = async (path: string, { method = 'GET', body, token, key, etag, keepalive = false }: Request = {}): Promise<Response> => {
  const headers = new Headers({ Accept: 'application/json', 'Kontor-Client': 'browser', 'Accept-Language': document.documentElement.lang })
  if (body !== undefined) headers.set('Content-Type', 'application/json')
  if (token) headers.set('Authorization', `Bearer ${token}`)
  if (key) headers.set('Idempotency-Key', key)
  if (etag) headers.set('If-None-Match', etag)
  const init: RequestInit = { method, headers, keepalive, credentials: 'same-origin' }
  if (body !== undefined) init.body = JSON.stringify(body)
  const response = await fetch(api + path, init).catch((error: unknown) => {
    throw new NoAnswer(error)
  })
  if (!response.ok && response.status !== 304) throw await problemOf(response)
  return response
}
