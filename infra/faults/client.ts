import { setTimeout as after } from 'node:timers/promises'

export type Order = {
  readonly path: string
  readonly method?: 'GET' | 'POST'
  readonly as?: 'owner' | 'partner' | 'admin'
  readonly key?: string
  readonly body?: unknown
  readonly userAgent?: string
}
export type Answered = { readonly status: number; readonly location: string | null; readonly body: unknown }
export type Ask = (order: Order) => Promise<Answered>

/** What a program may say while it is full, while its views are late, or while a request that died holds a name: come again. */
const again = (status: number, body: unknown) =>
  status === 429 || status === 503 || status === 504 || (status === 409 && (body as { code?: string }).code === 'reservation.in-progress')

const pauseMs = 100

/** Calls `look` until it finds something. Raises when `until` aborts. */
export const eventually = async <T>(look: () => Promise<T | undefined>, until: AbortSignal): Promise<T> => {
  for (let round = 0; ; round += 1) {
    const found = await look()
    if (found !== undefined) return found
    await after(Math.min(1_000, pauseMs * (round + 1)), undefined, { signal: until })
  }
}

const send = async (url: string, { path, method = 'GET', key, body, userAgent }: Order, token: string | undefined, signal: AbortSignal) => {
  const headers = new Headers({
    ...(token && { authorization: `Bearer ${token}` }),
    ...(key && { 'idempotency-key': key }),
    ...(userAgent && { 'user-agent': userAgent }),
    ...(body !== undefined && { 'content-type': 'application/json' }),
  })
  const answer = await fetch(url + path, { method, headers, redirect: 'manual', signal, ...(body !== undefined && { body: JSON.stringify(body) }) })
  const text = await answer.text()
  const isJson = answer.headers.get('content-type')?.includes('json')
  return { status: answer.status, location: answer.headers.get('location'), body: isJson ? JSON.parse(text) : text }
}

/**
 * Somebody who is not put off: a request without an answer is repeated, the same with the same key, to whichever program is there now. Raises on a refusal, and when
 * `until` aborts.
 */
export const persistent = (urlNow: () => Promise<string>, until: AbortSignal): Ask => {
  const tokens = new Map<string, string>()
  const tokenOf = async (role: NonNullable<Order['as']>): Promise<string> => {
    const known = tokens.get(role)
    if (known) return known
    const login = { email: `${role}@demo.test`, password: 'kontor-demo-2026' }
    const { body } = await ask({ path: '/api/v1/auth/login', method: 'POST', body: login })
    const { accessToken } = body as { accessToken: string }
    tokens.set(role, accessToken)
    return accessToken
  }
  const once = async (order: Order): Promise<Answered | undefined> => {
    const token = order.as && (await tokenOf(order.as))
    const answer = await send(await urlNow(), order, token, until).catch((error) => {
      if (until.aborted) throw error
      return undefined
    })
    if (answer?.status === 401 && order.as) tokens.delete(order.as)
    else if (answer && !again(answer.status, answer.body)) return answer
    return undefined
  }
  const ask: Ask = async (order) => {
    const answer = await eventually(() => once(order), until)
    if (answer.status >= 400) throw new Error(`${order.path} answered ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer
  }
  return ask
}
