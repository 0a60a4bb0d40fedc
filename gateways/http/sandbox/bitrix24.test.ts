import { expect, test } from 'vitest'
import { buildServer } from '../server.ts'
import { testDeps } from '../testing.ts'
import type { Bitrix24Faults, SandboxBitrix24, SandboxDeal } from './ports.ts'

const off: Bitrix24Faults = { double: false, late: false, lose: false, busy: false, overTime: false, silent: false }
const deal: SandboxDeal = {
  ID: '42',
  TITLE: '<script>alert("1")</script> & co',
  STAGE_ID: 'NEW',
  OPPORTUNITY: '10.00',
  CURRENCY_ID: 'RUB',
  ORIGINATOR_ID: 'kontor',
  ORIGIN_ID: 'o',
  CONTACT_ID: '1',
  DATE_MODIFY: '2026-01-01T03:00:00+03:00',
}

const standIn = () => {
  const changed: unknown[] = []
  let faults = off
  const bitrix24: SandboxBitrix24 = {
    deals: async (q) => [deal].filter(({ TITLE }) => TITLE.includes(q ?? '')),
    change: async (id, to) => {
      changed.push([id, to])
      return id === deal.ID ? { ...deal, ...to } : undefined
    },
    isStage: (id) => ['NEW', 'WON', 'LOSE'].includes(id),
    stages: () => ['NEW', 'WON', 'LOSE'].map((id) => ({ STATUS_ID: id, NAME: `«${id}»` })),
    faults: async () => faults,
    setFaults: async (to) => {
      faults = { ...faults, ...to }
      return faults
    },
    seed: async () => {},
  }
  return { bitrix24, changed, faults: () => faults }
}
const open = async () => {
  const side = standIn()
  return { ...side, app: await buildServer(testDeps({ sandboxBitrix24: side.bitrix24 })) }
}
const form = { 'content-type': 'application/x-www-form-urlencoded' }

test('a script lists deals and changes them', async () => {
  const { app, changed } = await open()
  expect((await app.inject('/sandbox/bitrix24/deals?q=co')).json().items).toEqual([deal])
  expect((await app.inject('/sandbox/bitrix24/deals?q=nobody')).json().items).toEqual([])
  const change = (payload: object, id = '42') => app.inject({ method: 'POST', url: `/sandbox/bitrix24/deals/${id}`, payload })
  expect((await change({ STAGE_ID: 'WON', OPPORTUNITY: 12345.5 })).json()).toMatchObject({ ID: '42', STAGE_ID: 'WON' })
  expect(changed).toEqual([['42', { STAGE_ID: 'WON', OPPORTUNITY: '12345.5' }]])
  expect((await change({ STAGE_ID: 'NOWHERE' })).json()).toMatchObject({ code: 'request.invalid', errors: [{ pointer: '/STAGE_ID' }] })
  expect((await change({ OPPORTUNITY: '1e9' })).statusCode).toBe(422)
  expect((await change({ TITLE: 'x' })).statusCode).toBe(422)
  expect((await change({}, '43')).json().code).toBe('deal.not-found')
  expect((await change({}, 'x')).json().code).toBe('deal.not-found')
})
test('a script switches faults', async () => {
  const { app } = await open()
  expect((await app.inject({ method: 'POST', url: '/sandbox/bitrix24/faults', payload: { lose: true } })).json()).toEqual({ ...off, lose: true })
  expect((await app.inject('/sandbox/bitrix24/faults')).json()).toEqual({ ...off, lose: true })
  expect((await app.inject({ method: 'POST', url: '/sandbox/bitrix24/faults', payload: { explode: true } })).statusCode).toBe(422)
})
test('the page shows deals as text, whatever they are called, in the reader’s language', async () => {
  const { app } = await open()
  const page = (await app.inject({ url: '/sandbox', headers: { 'accept-language': 'ru' } })).body
  expect(page).not.toContain('<script')
  expect(page).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; co')
  expect(page).toContain('Выиграть')
  expect(page).toContain('<option value="NEW" selected>«NEW»</option>')
  expect((await app.inject('/sandbox?q=%22%3E%3Cb%3E')).body).toContain('value="&quot;&gt;&lt;b&gt;"')
})
test.each([
  ['win', { STAGE_ID: 'WON', OPPORTUNITY: '99.90' }],
  ['lose', { STAGE_ID: 'LOSE', OPPORTUNITY: '99.90' }],
  ['move', { STAGE_ID: 'NEW', OPPORTUNITY: '99.90' }],
])('“%s” is pressed without any script, and the page comes back', async (press, to) => {
  const { app, changed } = await open()
  const payload = new URLSearchParams({ press, STAGE_ID: 'NEW', OPPORTUNITY: ' 99,90 ', q: 'a b' }).toString()
  const answer = await app.inject({ method: 'POST', url: '/sandbox/bitrix24/page/deals/42', headers: form, payload })
  expect([answer.statusCode, answer.headers.location]).toEqual([303, '/sandbox?q=a+b#deal-42'])
  expect(changed).toEqual([['42', to]])
})
test('a fault is pressed on and off', async () => {
  const { app, faults } = await open()
  for (const active of ['1', '0']) {
    const payload = new URLSearchParams({ fault: 'busy', active }).toString()
    const answer = await app.inject({ method: 'POST', url: '/sandbox/bitrix24/page/faults', headers: form, payload })
    expect([answer.statusCode, faults().busy]).toEqual([303, active === '1'])
  }
})
test('a form of another site presses nothing', async () => {
  const { app, changed, faults } = await open()
  const payload = new URLSearchParams({ press: 'win', STAGE_ID: 'NEW', OPPORTUNITY: '1' }).toString()
  for (const theirs of [{ origin: 'https://evil.test' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }]) {
    const answer = await app.inject({ method: 'POST', url: '/sandbox/bitrix24/page/deals/42', headers: { ...form, ...theirs }, payload })
    expect(answer.statusCode).toBe(404)
  }
  expect([changed, faults()]).toEqual([[], off])
})
test.each(['/sandbox/bitrix24/deals', '/sandbox/bitrix24/faults'])('%s is for this machine alone', async (url) => {
  const { app } = await open()
  expect((await app.inject({ url, headers: { 'x-forwarded-for': '203.0.113.1' } })).statusCode).toBe(404)
  expect((await app.inject({ url, headers: { host: 'evil.test' } })).statusCode).toBe(404)
})
test('without the sandbox none of it is there', async () => {
  const app = await buildServer(testDeps())
  expect((await app.inject('/sandbox/bitrix24/deals')).statusCode).toBe(404)
})
