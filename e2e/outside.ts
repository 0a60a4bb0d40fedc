import { expect } from '@playwright/test'
import { callerOf, demoPerson } from '../infra/testing/caller.ts'
import { newcomer, password } from './journey.ts'

type Asked = { readonly token?: string; readonly key?: string; readonly headers?: Readonly<Record<string, string>> }
export type Money = { readonly minor: string; readonly currency: string }
export type SandboxDeal = { readonly ID: string; readonly TITLE: string; readonly STAGE_ID: string; readonly ORIGIN_ID: string }
export type Answer<T> = { readonly status: number; readonly headers: Headers; readonly body: T; readonly bytes: Buffer }

const parsed = (bytes: Buffer, type: string | null): unknown => (type?.includes('json') ? JSON.parse(bytes.toString()) : bytes.toString())

/** Kontor as a script outside meets it: by addresses and bodies as api.md writes them and by nothing else. No redirect is followed. */
export const outsideOf = (url: string) => {
  const ask = async <T>(method: string, path: string, body?: unknown, { token, key, headers }: Asked = {}): Promise<Answer<T>> => {
    const form = body instanceof URLSearchParams
    const answer = await fetch(path.startsWith('http') ? path : `${url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(body !== undefined && !form && { 'content-type': 'application/json' }),
        ...(token && { authorization: `Bearer ${token}` }),
        ...(key && { 'idempotency-key': key }),
        ...headers,
      },
      ...(body !== undefined && { body: form ? body : JSON.stringify(body) }),
    })
    const bytes = Buffer.from(await answer.arrayBuffer())
    return { status: answer.status, headers: answer.headers, bytes, body: parsed(bytes, answer.headers.get('content-type')) as T }
  }
  /** What a GET answers as soon as it fulfils the condition; raises with the last answer's words when it does not in time. */
  const until = async <T>(what: string, path: string, asked: Asked, fulfilled: (body: T) => boolean): Promise<T> => {
    let last: Answer<T> | undefined
    await expect
      .poll(
        async () => {
          last = await ask<T>('GET', path, undefined, asked)
          return last.status === 200 && fulfilled(last.body)
        },
        { message: what, timeout: 15_000, intervals: [50, 100] },
      )
      .toBe(true)
    if (!last) throw new Error(`${what}: never asked`)
    return last.body
  }
  /** The customer's deal in the CRM, once it has arrived there; there is never a second. */
  const inCrm = async (name: string): Promise<SandboxDeal> => {
    const path = `/sandbox/bitrix24/deals?${new URLSearchParams({ q: name })}`
    const { items } = await until<{ readonly items: readonly SandboxDeal[] }>(`${name} in the CRM`, path, {}, (deals) => deals.items.length > 0)
    expect(items).toHaveLength(1)
    const [deal] = items
    if (!deal) throw new Error(`${name} is not in the CRM`)
    return deal
  }
  return { ask, until, inCrm }
}

/** Somebody new whom the owner of the demo has let in. */
export const joined = async (url: string, name: string) => {
  const { apply, decide, signIn } = callerOf(url)
  const person = newcomer(name)
  const { partnerId } = await apply(person)
  const owner = await signIn(demoPerson('owner'))
  await decide(owner, partnerId, 'approve')
  return { ...person, partnerId, token: await signIn({ email: person.email, password }), owner }
}

/** A customer nobody has heard of: two of one phone would be doubles of each other. */
export const stranger = (name: string) => ({
  name: `${name} ${crypto.randomUUID().slice(0, 8)}`,
  phone: `+7916${String(crypto.getRandomValues(new Uint32Array(1))[0])
    .padStart(10, '0')
    .slice(-7)}`,
})
