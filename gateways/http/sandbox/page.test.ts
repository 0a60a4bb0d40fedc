import { expect, test } from 'vitest'
import type { Letter } from '../ports.ts'
import { buildServer } from '../server.ts'
import { testDeps } from '../testing.ts'
import { sandboxPage } from './page.ts'

const letter: Letter = {
  id: '1',
  to: 'anna@mail.test',
  from: 'no-reply@kontor.test',
  subject: '<script>alert(1)</script>',
  text: 'Hi "Anna" & co',
  receivedAt: '2026-01-01T00:00:00.000Z',
}

test('a letter is shown as text, whatever it says', () => {
  const page = sandboxPage([letter], 'en')
  expect(page).not.toContain('<script')
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(page).toContain('Hi &quot;Anna&quot; &amp; co')
})

test('the page speaks the reader’s language', async () => {
  const app = await buildServer(testDeps())
  const page = await app.inject({ url: '/sandbox', headers: { 'accept-language': 'ru-RU,ru;q=0.9' } })
  expect(page.body).toContain('<html lang="ru">')
  expect(page.body).toContain('Писем пока нет')
})

test('letters are listed by address, for this machine alone', async () => {
  const app = await buildServer(testDeps({ caughtLetters: async (to) => [letter].filter((one) => !to || one.to === to) }))
  expect((await app.inject('/sandbox/mail?to=anna@mail.test')).json()).toEqual({ items: [letter] })
  expect((await app.inject('/sandbox/mail?to=bob@mail.test')).json()).toEqual({ items: [] })
  expect((await app.inject({ url: '/sandbox/mail', headers: { 'x-forwarded-for': '203.0.113.1' } })).statusCode).toBe(404)
  expect((await app.inject({ url: '/sandbox', headers: { host: 'evil.example' } })).statusCode).toBe(404)
})

test('without the sandbox there is no page', async () => {
  const app = await buildServer(testDeps({ caughtLetters: undefined }))
  expect((await app.inject('/sandbox')).statusCode).toBe(404)
})
