import { beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { access } from './access.ts'
import { http, query } from './http.ts'
import { ApiProblem, fieldCodes, NoAnswer } from './problem.ts'

const Thing = z.strictObject({ n: z.int() })
const id = (n: number) => n.toString(16).padStart(32, '0')
const signedIn = (accessToken: string) => ({
  accessToken,
  expiresIn: 1800,
  user: { userId: id(1), email: 'a@b.test', fullName: 'A', language: 'en' as const },
  acting: { tenantId: id(2), slug: 'demo', role: 'owner' as const },
  memberships: [],
})
const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(status === 304 ? null : JSON.stringify(body), { status, headers })
const problem = (status: number, code: string, more: object = {}) => json(status, { type: 'about:blank', title: '', status, code, ...more })

type Call = { readonly path: string; readonly method: string; readonly headers: Headers; readonly body: string | undefined }
let calls: Call[] = []
/** Answers in turn, and remembers what was asked. */
const answers = (...replies: (Response | Error)[]) => {
  calls = []
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    calls.push({ path, method: init.method ?? '', headers: new Headers(init.headers), body: init.body as string | undefined })
    const reply = replies.shift()
    if (!reply || reply instanceof Error) throw reply ?? new Error('no more replies')
    return reply
  })
}
beforeEach(() => {
  vi.stubGlobal('document', { documentElement: { lang: 'ru' } })
  access.forget()
  access.take(signedIn('one'))
})

test('says who asks, in which client and language', async () => {
  answers(json(200, { n: 1 }))
  expect(await http.get('/things', Thing)).toEqual({ n: 1 })
  const { path, headers } = calls[0] ?? { path: '', headers: new Headers() }
  expect([path, headers.get('authorization'), headers.get('kontor-client'), headers.get('accept-language')]).toEqual([
    '/api/v1/things',
    'Bearer one',
    'browser',
    'ru',
  ])
})
test('a 401 renews once and asks again with the new token', async () => {
  answers(problem(401, 'token.invalid'), json(200, signedIn('two')), json(200, { n: 2 }))
  expect(await http.get('/things', Thing)).toEqual({ n: 2 })
  expect(calls.map(({ path }) => path)).toEqual(['/api/v1/things', '/api/v1/auth/refresh', '/api/v1/things'])
  expect(calls[2]?.headers.get('authorization')).toBe('Bearer two')
})
test('a session that is over is told as it is', async () => {
  answers(problem(401, 'token.invalid'), problem(401, 'refresh.invalid'))
  await expect(http.get('/things', Thing)).rejects.toMatchObject({ problem: { code: 'token.invalid' } })
  expect(await access.token()).toBeUndefined()
})
test("an applicant's ticket is never exchanged for a session", async () => {
  answers(problem(401, 'ticket.invalid'))
  await expect(http.get('/mine', Thing, { token: 'ticket' })).rejects.toThrow(ApiProblem)
  expect(calls).toHaveLength(1)
})
test('an answer that has not changed is not sent again', async () => {
  answers(json(200, { n: 3 }, { etag: '"a"' }), json(304, null, { etag: '"a"' }))
  await http.get('/same', Thing)
  expect(await http.get('/same', Thing)).toEqual({ n: 3 })
  expect(calls[1]?.headers.get('if-none-match')).toBe('"a"')
})
test('with a position the view itself is asked, whatever is remembered', async () => {
  answers(json(200, { n: 3 }, { etag: '"a"' }), json(200, { n: 4 }))
  await http.get('/after', Thing)
  expect(await http.get('/after', Thing, { after: '17' })).toEqual({ n: 4 })
  expect([calls[1]?.path, calls[1]?.headers.get('if-none-match')]).toEqual(['/api/v1/after?after=17', null])
})
test('a command carries its key; one without gets a fresh one', async () => {
  answers(json(200, { n: 1 }), json(200, { n: 1 }), json(200, { n: 1 }))
  await http.post('/do', { a: 1 }, Thing, { key: 'k1' })
  await http.post('/do', {}, Thing)
  await http.post('/do', {}, Thing)
  const keys = calls.map(({ headers }) => headers.get('idempotency-key'))
  expect(keys[0]).toBe('k1')
  expect(new Set(keys).size).toBe(3)
})
test('a file is asked for as the person who is signed in', async () => {
  answers(new Response('<svg/>', { headers: { 'content-type': 'image/svg+xml' } }))
  expect(await (await http.file('/links/1/qr.svg')).text()).toBe('<svg/>')
  expect(calls[0]?.headers.get('Authorization')).toBe('Bearer one')
})
test('a change and a deletion are commands too', async () => {
  answers(json(200, { n: 1 }), json(200, { n: 2 }))
  await http.patch('/things/1', { title: 'x' }, Thing, { key: 'k' })
  await http.delete('/things/1', {}, Thing)
  expect(calls.map(({ method }) => method)).toEqual(['PATCH', 'DELETE'])
  expect(calls[0]?.headers.get('Idempotency-Key')).toBe('k')
})
test('refusals, silence and replies that are no contract are told apart', async () => {
  answers(problem(422, 'schema.invalid', { errors: [{ pointer: '/password', code: 'password.listed', message: '' }] }))
  const refusal: unknown = await http.post('/do', {}, Thing).catch((error: unknown) => error)
  expect(fieldCodes(refusal)).toEqual({ password: 'password.listed' })
  answers(new TypeError('Failed to fetch'))
  await expect(http.get('/a', Thing)).rejects.toThrow(NoAnswer)
  answers(new Response('<html>', { status: 502 }))
  await expect(http.get('/b', Thing)).rejects.toMatchObject({ problem: { code: 'reply.unreadable', status: 502 } })
  answers(json(200, { n: 'one' }))
  await expect(http.get('/c', Thing)).rejects.toThrow(z.ZodError)
})
test('a query leaves out what is empty', () =>
  expect([query({}), query({ q: '', status: 'active', limit: 5 })]).toEqual(['', '?status=active&limit=5']))
