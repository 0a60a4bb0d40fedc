import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../infra/testing/house.ts'
import { client } from '../identity/testing.ts'
import { FromServer } from './contract.ts'
import { liveClient } from './testing.ts'

let house: TestHouse
let http: ReturnType<typeof client>
const demo = (role: string) => ({ email: `${role}@demo.test`, password: 'kontor-demo-2026' })
const password = 'Velvet-Harbour-93-Otter'
const list = { view: 'partners.list', scope: 'tenant' }
const badges = { view: 'badges.counters', scope: 'tenant' }
const application = { view: 'application', scope: 'self' }

beforeAll(async () => {
  house = await testHouse()
  http = client(house.app)
}, 60_000)
afterAll(() => house.close())

const apply = async (email: string) => {
  const answer = await http.post('/partners/applications', { programme: 'demo', email, password, name: 'Anna Test', consent: true })
  return { email, password, ...answer.json<{ partnerId: string; position: string }>() }
}
const approve = async (partnerId: string) => {
  const { accessToken } = await http.signIn(demo('owner'))
  return (await http.post(`/partners/${partnerId}/approve`, {}, http.bearer(accessToken))).json<{ position: string }>()
}
const listening = async (token: object, topics: readonly object[]) => {
  const live = await liveClient(house.url)
  await live.ready(token, topics)
  return live
}
const tokenOf = async (role: string) => ({ token: (await http.signIn(demo(role))).accessToken })
const about = (view: string, position: string) => (message: Record<string, unknown>) =>
  message['view'] === view && BigInt(String(message['position'])) >= BigInt(position)

test('the operator hears of an application and gets the new counters, without asking', async () => {
  const live = await listening(await tokenOf('owner'), [list, badges])
  const { position } = await apply('heard@a.test')
  await live.hear(about('partners.list', position))
  const told = await live.hear((message) => 'badges' in message)
  expect((told['badges'] as { applications: number }).applications).toBeGreaterThan(0)
  for (const message of live.messages) expect(FromServer.safeParse(message).success).toBe(true)
  live.close()
})

test('an applicant with a ticket hears of the decision on theirs, and not of others', async () => {
  const [mine, other] = [await apply('mine@a.test'), await apply('other@a.test')]
  const { ticket } = (await http.login(mine)).json<{ ticket: string }>()
  const live = await listening({ ticket }, [application])
  const operator = await listening(await tokenOf('owner'), [list])
  await operator.hear(about('partners.list', (await approve(other.partnerId)).position))
  expect(live.messages).toEqual([])
  const { position } = await approve(mine.partnerId)
  expect(await live.hear(about('application', position))).toEqual({ view: 'application', position: expect.any(String) })
  for (const { close } of [live, operator]) close()
})

test('a partner hears of their own and never of another', async () => {
  const [mine, other] = [await apply('own@a.test'), await apply('foreign@a.test')]
  await approve(mine.partnerId)
  const { accessToken } = await http.signIn(mine)
  const live = await listening({ token: accessToken }, [{ view: 'partners.list', scope: 'partner' }])
  const operator = await listening(await tokenOf('owner'), [list])
  await operator.hear(about('partners.list', (await approve(other.partnerId)).position))
  expect(live.messages).toEqual([])
  const { accessToken: owners } = await http.signIn(demo('owner'))
  const { position } = (await http.post(`/partners/${mine.partnerId}/deactivate`, {}, http.bearer(owners))).json<{ position: string }>()
  const told = await Promise.race([live.hear(about('partners.list', position)), live.closed])
  expect(Object.keys(told)).not.toContain('ids')
  for (const { close } of [live, operator]) close()
})

test.each([
  ['partner', list],
  ['partner', badges],
  ['partner', application],
  ['admin', list],
  ['owner', { view: 'partners.list', scope: 'partner' }],
  ['owner', application],
  ['owner', { view: 'constructor', scope: 'tenant' }],
])('for the %s there is no topic %o', async (role, topic) => {
  const live = await liveClient(house.url)
  live.say(await tokenOf(role))
  live.say({ subscribe: [topic] })
  expect(await live.hear((message) => 'error' in message)).toEqual({ error: { code: 'topic.not-found', detail: `${topic.view} ${topic.scope}` } })
  live.close()
})

test('a ticket opens one topic and no other', async () => {
  const { ticket } = (await http.login(await apply('ticket@a.test'))).json<{ ticket: string }>()
  const live = await liveClient(house.url, { ticket })
  live.say({ subscribe: [list] })
  expect(await live.hear((message) => 'error' in message)).toMatchObject({ error: { code: 'topic.not-found' } })
  live.close()
})

test('logged out, the connection ends by itself', async () => {
  const { accessToken } = await http.signIn(demo('owner'))
  const live = await listening({ token: accessToken }, [list])
  const started = performance.now()
  await http.post('/auth/logout', {}, http.bearer(accessToken))
  expect(await live.closed).toEqual({ code: 4401, reason: 'session.over' })
  expect(performance.now() - started).toBeLessThan(2_000)
})

test.each([
  ['an invented token', { token: 'a.b.c' }, 4401],
  ['a ticket as token', 'swapped', 4401],
  ['a subscription first', { subscribe: [list] }, 1008],
  ['no JSON', 'hello', 1008],
  ['far too much', 'x'.repeat(20_000), 1009],
])('%s is sent away', async (_, message, code) => {
  const live = await liveClient(house.url)
  live.say(message === 'swapped' ? { token: (await http.login(await apply('swapped@a.test'))).json<{ ticket: string }>().ticket } : message)
  expect((await live.closed).code).toBe(code)
})

const upgrade = { Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==' }
/** What the server answers, byte for byte, until it has said `enough` or closes. */
const knock = (requests: readonly (readonly [path: string, headers: object])[], enough: RegExp) =>
  new Promise<string>((resolve) => {
    const socket = connect(Number(new URL(house.url).port), '127.0.0.1')
    let text = ''
    socket.on('data', (data) => {
      text += data
      if (enough.test(text)) socket.destroy()
    })
    socket.on('close', () => resolve(text)).on('error', () => socket.destroy())
    const rest = [...requests]
    const ask = () => {
      const [path, headers] = rest.shift() ?? []
      const lines = Object.entries({ Host: 'localhost', ...headers }).map(([name, value]) => `${name}: ${value}`)
      if (path) socket.write(`GET ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
    }
    socket.on('data', ask)
    ask()
  })

test('a page of another site does not get in, ours does', async () => {
  expect(await knock([['/api/v1/live', { ...upgrade, Origin: 'https://evil.example' }]], /route\.not-found/)).toContain('HTTP/1.1 404 Not Found')
  expect(await knock([['/api/v1/live', { ...upgrade, Origin: house.url }]], /101 /)).toContain('HTTP/1.1 101 Switching Protocols')
})
test('asked as an ordinary page, there is nothing', async () => {
  expect(await knock([['/api/v1/live', {}]], /route\.not-found/)).toContain('HTTP/1.1 404 Not Found')
})
test.each(['websocket', 'h2c'])('elsewhere an offer of %s is passed over, and the connection serves the next request', async (offered) => {
  const options = '/api/v1/auth/options'
  const answers = await knock(
    [
      [options, { ...upgrade, Upgrade: offered }],
      [options, {}],
    ],
    /sandbox.*sandbox/s,
  )
  expect(answers.match(/HTTP\/1.1 200 OK/g)).toHaveLength(2)
})
