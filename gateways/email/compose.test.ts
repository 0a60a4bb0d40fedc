import { expect, test } from 'vitest'
import { compose } from './compose.ts'
import { smtpTransport } from './smtp-transport.ts'

const anna = { name: 'Анна', email: 'anna@mail.test', language: 'ru' } as const
const words = { subject: 'Заявка', paragraphs: ['Первое.', 'Второе.'], link: { label: 'Войти', url: 'https://k.test/login?a=1&b=2' } }

test('plain text greets, says, and links', () =>
  expect(compose('id', anna, words).text).toBe('Здравствуйте, Анна.\n\nПервое.\n\nВторое.\n\nВойти: https://k.test/login?a=1&b=2\n'))
test('the HTML says the same in the same language', () => {
  const { html } = compose('id', anna, words)
  expect(html).toContain('<html lang="ru">')
  expect(html).toContain('<p>Здравствуйте, Анна.</p>\n<p>Первое.</p>\n<p>Второе.</p>\n<p><a href="https://k.test/login?a=1&amp;b=2">Войти</a></p>')
})
test('markup is shown and not obeyed', () => {
  const { html } = compose('id', { ...anna, name: '<b>' }, { subject: '</title><script>', paragraphs: [`<img src="x" onerror='y'>\nnext`] })
  expect(html).not.toMatch(/<(script|img|b)\b/)
  expect(html).toContain('&lt;img src=&quot;x&quot; onerror=&#39;y&#39;&gt;<br>next')
})
test.each(['\r\n', '\n', '\u0000', '\u2028', '\u0085'])('no line break comes into a header: %j', (end) => {
  const { subject, to } = compose('id', { ...anna, name: `Eve${end}Bcc: v@b.test` }, { subject: `One${end}Bcc: v@b.test`, paragraphs: [] })
  expect([subject, to.name]).toEqual(['One Bcc: v@b.test', 'Eve Bcc: v@b.test'])
})
test.each(['Buy at shop.example/now', 'https://evil.test', 'evil.test', 'me@evil.test', 'tel:123'])(
  'an advertisement is no name to greet by: %s',
  (name) => {
    expect(compose('id', { ...anna, name }, words).text).toMatch(/^Здравствуйте\.\n/)
    expect(compose('id', { ...anna, name, language: 'en' }, words).text).toMatch(/^Hello,\n/)
  },
)
test('initials are a name', () => expect(compose('id', { ...anna, name: 'Смирнова А. И.' }, words).text).toMatch(/^Здравствуйте, Смирнова А\. И\.\n/))
test('a sender without a domain stops the start', () =>
  expect(() => smtpTransport({ url: 'smtp://127.0.0.1:1', from: 'Kontor' })).toThrow('"Kontor" is no sender: name <address@domain>'))
