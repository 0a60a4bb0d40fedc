import { ErasePerson, persons, sessions, throttles } from '@kontor/core/identity'
import { OutcomeUnknown, platformTenant, streamOf } from '@kontor/core/kernel'
import { testMeta } from '@kontor/core/kernel/testing'
import { sql } from '@kontor/projections/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type TestHouse, testHouse } from '../../../infra/testing/house.ts'
import { buildServer } from '../server.ts'
import { Me, SignedIn } from './contract.ts'
import { client, cookieOf } from './testing.ts'

let house: TestHouse
let http: ReturnType<typeof client>
const password = 'kontor-demo-2026'
const demo = (role: string) => ({ email: `${role}@demo.test`, password })
const applicantsPassword = 'Velvet-Harbour-93-Otter'

beforeAll(async () => {
  house = await testHouse()
  http = client(house.app)
}, 60_000)
afterAll(() => house.close())

const apply = async (email: string) => {
  const application = { programme: 'demo', email, password: applicantsPassword, name: 'Anna Test', consent: true }
  const answer = await http.post('/partners/applications', application)
  expect(answer.statusCode).toBe(202)
  return { email, password: applicantsPassword, partnerId: answer.json<{ partnerId: string }>().partnerId }
}
const decide = async (partnerId: string, decision: string, payload: object = {}) => {
  const { accessToken } = await http.signIn(demo('owner'))
  const answer = await http.post(`/partners/${partnerId}/${decision}`, payload, http.bearer(accessToken))
  expect(answer.statusCode).toBe(200)
}
const factsOf = async (familyId: string) =>
  (await house.deps.log.read(streamOf(sessions.category, platformTenant, familyId))).events.map(({ type, data }) => ({ type, data }))
const familyOf = async (token: string) => (await house.deps.tokens.verify(token))?.familyId ?? ''

test.each([
  ['owner', 'demo'],
  ['partner', 'demo'],
  ['manager', 'platform'],
  ['admin', 'platform'],
])('the demo %s signs in and acts in %s', async (role, slug) => {
  const answer = await http.login(demo(role))
  const signedIn = SignedIn.parse(answer.json())
  expect(signedIn.acting).toMatchObject({ role, slug })
  expect(signedIn.user.email).toBe(`${role}@demo.test`)
  expect(signedIn.memberships).toMatchObject([{ role, slug, name: role === 'owner' || role === 'partner' ? 'Demo' : 'Kontor' }])
  expect(signedIn.expiresIn).toBe(1800)
  expect(answer.headers['cache-control']).toBe('no-store')
  expect(Me.parse((await http.get('/auth/me', signedIn.accessToken)).json())).toMatchObject({ acting: signedIn.acting, user: signedIn.user })
})

test('the e-mail may be written in capitals', async () => expect((await http.login({ email: ' OWNER@Demo.Test ', password })).statusCode).toBe(200))

test('a wrong password and an unknown e-mail get the same answer', async () => {
  const answers = [await http.login({ ...demo('owner'), password: 'wrong' }), await http.login({ email: 'nobody@demo.test', password })]
  for (const answer of answers) {
    expect(answer.statusCode).toBe(401)
    expect(answer.headers['set-cookie']).toBeUndefined()
    expect({ ...answer.json<object>(), correlationId: undefined }).toEqual({
      type: 'about:blank',
      title: 'Unauthorized',
      status: 401,
      code: 'credential.invalid',
    })
  }
})

test('a browser gets its refresh token in a cookie no script reads, and not in the body', async () => {
  const answer = await http.login(demo('owner'), { headers: { 'kontor-client': 'browser' } })
  expect(answer.json()).not.toHaveProperty('refreshToken')
  const { name, value, attributes } = cookieOf(answer.headers)
  expect(name).toBe('__Host-kontor_refresh')
  expect(attributes).toEqual(['HttpOnly', 'Max-Age=604800', 'Path=/', 'SameSite=Lax', 'Secure'])
  const refreshed = await http.post('/auth/refresh', undefined, { headers: { 'kontor-client': 'browser' }, cookies: { [name ?? '']: value ?? '' } })
  expect(refreshed.statusCode).toBe(200)
  expect(refreshed.json()).not.toHaveProperty('refreshToken')
  expect(cookieOf(refreshed.headers).value).not.toBe(value)
})

test('an applicant waits with a ticket, is let in when approved, and is out when deactivated', async () => {
  const applicant = await apply('waiting@a.test')
  const waiting = await http.login(applicant)
  expect(waiting.statusCode).toBe(403)
  const { code, ticket } = waiting.json<{ code: string; ticket: string }>()
  expect(code).toBe('partner.pending')
  const mine = await http.get('/partners/applications/mine', ticket)
  expect(mine.json()).toMatchObject({ partnerId: applicant.partnerId, status: 'pending' })
  expect((await http.get('/auth/me', ticket)).statusCode).toBe(401)
  expect((await http.login({ ...applicant, password: 'wrong' })).json()).toMatchObject({ code: 'credential.invalid' })

  await decide(applicant.partnerId, 'approve')
  const signedIn = await http.signIn(applicant)
  expect(signedIn.acting).toMatchObject({ role: 'partner', slug: 'demo', partnerId: applicant.partnerId })

  await decide(applicant.partnerId, 'deactivate')
  expect((await http.login(applicant)).json()).toMatchObject({ status: 403, code: 'partner.deactivated' })
  const refreshed = await http.post('/auth/refresh', { refreshToken: signedIn.refreshToken })
  expect(refreshed.json()).toMatchObject({ status: 401, code: 'refresh.invalid' })
  await decide(applicant.partnerId, 'reactivate')
  expect((await http.login(applicant)).statusCode).toBe(200)
})

test('who was rejected reads why, after the right password', async () => {
  const applicant = await apply('rejected@a.test')
  await decide(applicant.partnerId, 'reject', { reason: 'We are full this year.' })
  expect((await http.login(applicant)).json()).toMatchObject({ status: 403, code: 'partner.rejected', detail: 'We are full this year.' })
  expect((await http.login({ ...applicant, password: 'wrong' })).json()).toMatchObject({ status: 401, code: 'credential.invalid' })
})

test('refresh gives a new pair, and the log keeps one sign-in a family', async () => {
  let { refreshToken, accessToken, acting } = await http.signIn(demo('owner'))
  const familyId = await familyOf(accessToken)
  for (let i = 0; i < 3; i++) {
    const next = SignedIn.parse((await http.post('/auth/refresh', { refreshToken })).json())
    expect(next.refreshToken).not.toBe(refreshToken)
    expect(next.acting).toEqual(acting)
    refreshToken = next.refreshToken ?? ''
    accessToken = next.accessToken
    acting = next.acting
  }
  expect(await familyOf(accessToken)).toBe(familyId)
  expect(await factsOf(familyId)).toMatchObject([{ type: 'identity.SignedIn', data: { familyId } }])
})

test('a log that is away for a moment costs no session: the same token does afterwards', async () => {
  const { refreshToken } = await http.signIn(demo('owner'))
  const away = await buildServer({ ...house.deps, log: { ...house.deps.log, read: () => Promise.reject(new OutcomeUnknown()) } })
  expect((await client(away).post('/auth/refresh', { refreshToken })).json()).toMatchObject({ status: 503, code: 'store.unavailable' })
  await away.close()
  expect((await http.post('/auth/refresh', { refreshToken })).statusCode).toBe(200)
})

test('logging out with a token that was used before ends the session, and the log is told why', async () => {
  const { refreshToken, accessToken } = await http.signIn(demo('owner'))
  const familyId = await familyOf(accessToken)
  await http.post('/auth/refresh', { refreshToken })
  expect((await http.post('/auth/logout', { refreshToken })).statusCode).toBe(200)
  expect(await factsOf(familyId)).toMatchObject([{ type: 'identity.SignedIn' }, { type: 'identity.RefreshReused' }])
})

test('an old refresh token ends its family at once: refresh and access token alike, told once in the log', async () => {
  const first = await http.signIn(demo('owner'))
  const second = SignedIn.parse((await http.post('/auth/refresh', { refreshToken: first.refreshToken })).json())
  for (const refreshToken of [first.refreshToken, second.refreshToken, first.refreshToken]) {
    const answer = await http.post('/auth/refresh', { refreshToken })
    expect(answer.json()).toMatchObject({ status: 401, code: 'refresh.reused' })
    expect(cookieOf(answer.headers)).toMatchObject({ name: '__Host-kontor_refresh', value: '' })
  }
  expect((await http.get('/auth/me', second.accessToken)).statusCode).toBe(401)
  const facts = await factsOf(await familyOf(first.accessToken))
  expect(facts.map(({ type }) => type)).toEqual(['identity.SignedIn', 'identity.RefreshReused'])
})

test('ten refreshes at once with one token: one is answered, the family does not outlive it', async () => {
  const { refreshToken, accessToken } = await http.signIn(demo('owner'))
  const answers = await Promise.all(Array.from({ length: 10 }, () => http.post('/auth/refresh', { refreshToken })))
  expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1)
  expect(answers.filter((answer) => answer.json<{ code?: string }>().code === 'refresh.reused')).toHaveLength(9)
  expect((await http.get('/auth/me', accessToken)).statusCode).toBe(401)
})

test.each([
  ['nothing', {}],
  ['an invented one', { refreshToken: 'A'.repeat(75) }],
])('refresh with %s is invalid', async (_, payload) =>
  expect((await http.post('/auth/refresh', payload)).json()).toMatchObject({ status: 401, code: 'refresh.invalid' }),
)

test.each(['access', 'refresh', 'both', 'neither'])('log-out with %s', async (proof) => {
  const { accessToken, refreshToken } = await http.signIn(demo('owner'))
  const answer = await http.post(
    '/auth/logout',
    proof === 'refresh' || proof === 'both' ? { refreshToken } : {},
    proof === 'access' || proof === 'both' ? http.bearer(accessToken) : {},
  )
  expect(answer.statusCode).toBe(200)
  expect(answer.json()).toEqual({})
  expect(cookieOf(answer.headers)).toMatchObject({ name: '__Host-kontor_refresh', value: '' })
  expect((await http.get('/auth/me', accessToken)).statusCode).toBe(proof === 'neither' ? 200 : 401)
  const revoked = { type: 'identity.SessionRevoked', data: { reason: 'logged-out' } }
  expect((await factsOf(await familyOf(accessToken))).slice(1)).toMatchObject(proof === 'neither' ? [] : [revoked])
})

test('switching opens a new family and ends the old; what one is not, is not found', async () => {
  const before = await http.signIn(demo('owner'))
  const { tenantId } = before.acting
  const other = await http.post('/auth/switch', { tenantId, role: 'member' }, http.bearer(before.accessToken))
  expect(other.json()).toMatchObject({ status: 404, code: 'membership.not-found' })
  const after = SignedIn.parse((await http.post('/auth/switch', { tenantId, role: 'owner' }, http.bearer(before.accessToken))).json())
  expect(await familyOf(after.accessToken)).not.toBe(await familyOf(before.accessToken))
  expect((await http.get('/auth/me', before.accessToken)).statusCode).toBe(401)
  expect((await http.get('/auth/me', after.accessToken)).statusCode).toBe(200)
  expect(await factsOf(await familyOf(before.accessToken))).toMatchObject([{}, { type: 'identity.SessionRevoked', data: { reason: 'switched' } }])
})

test('ten wrong passwords close the door to the right one, say for how long, and are told once in the log', async () => {
  const applicant = await apply('guessed@a.test')
  await decide(applicant.partnerId, 'approve')
  const from = { remoteAddress: '203.0.113.5' }
  for (let i = 0; i < 10; i++) expect((await http.login({ ...applicant, password: 'wrong' }, from)).statusCode).toBe(401)
  const blocked = await http.login(applicant, from)
  expect(blocked.json()).toMatchObject({ status: 429, code: 'sign-in.blocked' })
  expect(Number(blocked.headers['retry-after'])).toBeGreaterThan(14 * 60)
  const subject = house.deps.keyed('account', applicant.email)
  const ask = sql.type(z.object({ started_at: z.string() }))`select started_at from sign_in_failures where subject = ${subject}`
  const stream = streamOf(throttles.category, platformTenant, house.deps.derivedId(subject, await house.stores.pools.platform.oneFirst(ask)))
  expect((await house.deps.log.read(stream)).events).toMatchObject([{ type: 'identity.SignInBlocked', data: { kind: 'account', subject } }])
})

test('guesses sent at once do not slip through together', async () => {
  const applicant = await apply('sprayed@a.test')
  await decide(applicant.partnerId, 'approve')
  const from = { remoteAddress: '203.0.113.6' }
  await Promise.all(Array.from({ length: 30 }, () => http.login({ ...applicant, password: 'wrong' }, from)))
  expect((await http.login(applicant, from)).statusCode).toBe(429)
})

test('no event holds a password, a token, or a hash of the request that carried one', async () => {
  const { accessToken, refreshToken } = await http.signIn(demo('owner'))
  const { events } = await house.deps.log.read(streamOf(sessions.category, platformTenant, await familyOf(accessToken)))
  const text = JSON.stringify(events, (_, value) => (typeof value === 'bigint' ? String(value) : value))
  for (const secret of [password, accessToken, refreshToken]) expect(text).not.toContain(secret)
  expect(events[0]?.meta).not.toHaveProperty('requestHash')
})

test('who was erased is nobody, though the password was right a moment ago', async () => {
  const applicant = await apply('erased@a.test')
  await decide(applicant.partnerId, 'approve')
  const { accessToken, user } = await http.signIn(applicant)
  const meta = testMeta({ tenantId: platformTenant, commandId: house.deps.newId() })
  await house.deps.execute(persons, user.userId, ErasePerson({ personId: user.userId, kind: 'user' }, meta))
  await house.stores.keys.destroy(platformTenant, user.userId)
  expect((await http.login(applicant)).json()).toMatchObject({ status: 401, code: 'credential.invalid' })
  expect((await http.get('/auth/me', accessToken)).statusCode).toBe(401)
})

test('an erased partner acts no more, though the account may be somebody elsewhere', async () => {
  const applicant = await apply('gone@a.test')
  await decide(applicant.partnerId, 'approve')
  const { acting, refreshToken } = await http.signIn(applicant)
  const meta = testMeta({ tenantId: acting.tenantId, commandId: house.deps.newId() })
  await house.deps.execute(persons, applicant.partnerId, ErasePerson({ personId: applicant.partnerId, kind: 'partner' }, meta))
  await house.stores.keys.destroy(acting.tenantId, applicant.partnerId)
  expect((await http.login(applicant)).json()).toMatchObject({ status: 401, code: 'credential.invalid' })
  expect((await http.post('/auth/refresh', { refreshToken })).statusCode).toBe(401)
})

test('the sign-in page is told of the demo people, who can all sign in', async () => {
  const { demo: offered, sandbox } = (await http.get('/auth/options')).json<{ demo: { email: string; password: string }[]; sandbox: boolean }>()
  expect(sandbox).toBe(true)
  expect(offered).toHaveLength(4)
  for (const person of offered) expect((await http.login(person)).statusCode).toBe(200)
})
