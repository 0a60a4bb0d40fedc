import { expect, test, vi } from 'vitest'
import { agentOf, classify } from './classify.ts'

const chrome = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36'
const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1'
const ipad = 'Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Mobile/15E148 Safari/604.1'
const yandex =
  'Mozilla/5.0 (Linux; arm_64; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 YaBrowser/24.12.1.0 Mobile Safari/537.36'
const person = { looksAhead: false, userAgent: chrome }

test.each([
  [chrome, 'Chrome', 'desktop'],
  [iphone, 'Safari', 'phone'],
  [ipad, 'Safari', 'tablet'],
  [yandex, 'Yandex Browser', 'phone'],
  ['something of its own', 'other', 'other'],
])('%s is a browser', (userAgent, browser, device) => {
  expect(agentOf(userAgent)).toEqual({ robot: false, browser, device })
})

test.each([
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  'Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)',
  'TelegramBot (like TwitterBot)',
  'WhatsApp/2.23.20.0',
  'facebookexternalhit/1.1',
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/120.0.0.0 Safari/537.36',
  'curl/8.5.0',
  'python-requests/2.32.0',
  '',
  undefined,
])('%s is a robot', (userAgent) => {
  expect(agentOf(userAgent).robot).toBe(true)
  expect(classify({ looksAhead: false, userAgent }, () => true)).toBe('bot')
})

test('what looks ahead is told before anything else, and only a person can come twice', () => {
  const seen = vi.fn(() => true)
  expect(classify({ looksAhead: true, userAgent: chrome }, seen)).toBe('prefetch')
  expect(classify({ looksAhead: true, userAgent: 'Googlebot/2.1' }, seen)).toBe('prefetch')
  expect(classify({ ...person, userAgent: 'Googlebot/2.1' }, seen)).toBe('bot')
  expect(seen).not.toHaveBeenCalled()
  expect([classify(person, () => false), classify(person, seen)]).toEqual(['person', 'duplicate'])
})

test('no text keeps it busy', () => {
  const hostile = [
    'a'.repeat(512),
    ' '.repeat(512),
    'a/'.repeat(256),
    '('.repeat(512),
    `${'Mozilla/5.0 '.repeat(42)}`,
    'bot-'.repeat(128),
    '1.'.repeat(256),
  ]
  agentOf(chrome)
  const began = performance.now()
  for (const text of hostile) agentOf(text)
  expect(performance.now() - began).toBeLessThan(500)
})
