import { OutcomeUnknown, Refused } from '@kontor/core/kernel'
import { id } from '@kontor/core/kernel/testing'
import { expect, test } from 'vitest'
import type { HttpDeps, KnownLink } from '../ports.ts'
import { buildServer } from '../server.ts'
import { testDeps } from '../testing.ts'

const link: KnownLink = {
  status: 'active',
  tenantId: id(9),
  linkId: id(1),
  code: '0123456789ab',
  partnerId: id(2),
  programmeId: id(3),
  timeZone: 'Europe/Moscow',
  type: 'direct',
  title: 'A link',
  targetUrl: 'https://shop.test/',
  utm: {},
}
const go = async (changes: Partial<HttpDeps>, headers: Record<string, string> = {}) => {
  const app = await buildServer(testDeps({ links: { find: async () => link, forget: () => {} }, ...changes }))
  return app.inject({ url: `/r/${link.code}`, headers })
}
const failing = (error: Error): Pick<HttpDeps, 'clicks'> => ({ clicks: { record: () => Promise.reject(error) } })

test.each([
  [new OutcomeUnknown('silence'), 'store.unavailable', '1'],
  [new Refused('server.busy'), 'server.busy', '2'],
])('nobody is led on by a click that may be lost: %s', async (error, code, retryAfter) => {
  const page = await go(failing(error), { accept: 'text/html', 'accept-language': 'ru' })
  expect([page.statusCode, page.headers['retry-after'], page.headers['location'], page.headers['cache-control']]).toEqual([
    503,
    retryAfter,
    undefined,
    'no-store',
  ])
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
  expect(page.body).toContain('Попробуйте ещё раз')
  const problem = await go(failing(error), { accept: 'application/problem+json, application/json' })
  expect(problem.json()).toMatchObject({ status: 503, code })
})

test('a mistake of ours is told like any other, without its words', async () => {
  const answer = await go(failing(new Error('password of the database is hunter2')), { accept: 'text/html' })
  expect([answer.statusCode, answer.json().code]).toEqual([500, 'server.error'])
  expect(answer.body).not.toContain('hunter2')
})

test('the visitor waits until the click is durable', async () => {
  const steps: string[] = []
  const record = async () => {
    await Promise.resolve()
    steps.push('durable')
    return { position: '1' }
  }
  const answer = await go({ clicks: { record } })
  steps.push('answered')
  expect([answer.statusCode, steps]).toEqual([302, ['durable', 'answered']])
})

test('a signed-in caller is a visitor like any other, and is not counted against a limit', async () => {
  const app = await buildServer(
    testDeps({ links: { find: async () => link, forget: () => {} }, clicks: { record: async () => ({ position: '1' }) } }),
  )
  for (let at = 0; at < 700; at++) {
    const { statusCode, headers } = await app.inject({ url: `/r/${link.code}`, headers: { authorization: 'Bearer x' } })
    expect([statusCode, headers['set-cookie']]).toEqual([302, undefined])
  }
})
