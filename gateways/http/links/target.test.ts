import { readFileSync } from 'node:fs'
import { id } from '@kontor/core/kernel/testing'
import { Target, type Utm } from '@kontor/core/links'
import { expect, test } from 'vitest'
import { leadsTo } from './target.ts'

const [kid, another] = [id(7), id(8)]
const merged = (targetUrl: string, utm: Utm, clickId: string) => leadsTo({ code: '0123456789ab', targetUrl, utm }, clickId)
const own: Utm = { source: 'ann', campaign: 'осень & зима' }
const ownText = 'utm_source=ann&utm_campaign=%D0%BE%D1%81%D0%B5%D0%BD%D1%8C+%26+%D0%B7%D0%B8%D0%BC%D0%B0'

test.each<[string, Utm, string]>([
  ['https://shop.test', {}, `https://shop.test/?kid=${kid}`],
  ['https://shop.test/?', {}, `https://shop.test/?kid=${kid}`],
  ['https://shop.test/a?b=1&b=2#c?d', {}, `https://shop.test/a?b=1&b=2&kid=${kid}#c?d`],
  ['https://shop.test/?q=%D0%B9+%20%zz&e=&f', {}, `https://shop.test/?q=%D0%B9+%20%zz&e=&f&kid=${kid}`],
  ['https://shop.test/?&&a=1&&', {}, `https://shop.test/?&&a=1&&&kid=${kid}`],
  ['https://shop.test/?a=1;b=2', own, `https://shop.test/?a=1;b=2&${ownText}&kid=${kid}`],
  ['https://shop.test/?utm_source=x&utm_medium=y&utm_source=z', own, `https://shop.test/?utm_medium=y&${ownText}&kid=${kid}`],
  ['https://shop.test/?utm%5Fsource=x&UTM_SOURCE=y', own, `https://shop.test/?UTM_SOURCE=y&${ownText}&kid=${kid}`],
  ['https://shop.test/??utm_source=x', own, `https://shop.test/??utm_source=x&${ownText}&kid=${kid}`],
  ['https://shop.test/?kid=mine&kidney=1', {}, `https://shop.test/?kidney=1&kid=${kid}`],
  ['https://shop.test/?utm_source=x', { source: '#?&=/\r\n' }, `https://shop.test/?utm_source=%23%3F%26%3D%2F%0D%0A&kid=${kid}`],
  ['https://shop.test/?utm_term=x', { term: '\ud800' }, `https://shop.test/?utm_term=%EF%BF%BD&kid=${kid}`],
  ['https://пример.рф/путь?да#нет', {}, `https://xn--e1afmkfd.xn--p1ai/%D0%BF%D1%83%D1%82%D1%8C?%D0%B4%D0%B0&kid=${kid}#%D0%BD%D0%B5%D1%82`],
])('%s with %o', (target, utm, expected) => {
  expect(merged(target, utm, kid)).toBe(expected)
})

test('each click of a link has its own id, also before an empty fragment', () => {
  const link = { code: '0123456789ab', targetUrl: 'https://shop.test/?a=1#', utm: own }
  for (const clickId of [kid, another]) expect(leadsTo(link, clickId)).toBe(`https://shop.test/?a=1&${ownText}&kid=${clickId}#`)
})

test('a form without a page of its own is on ours', () => {
  expect(leadsTo({ code: '0123456789ab', targetUrl: undefined, utm: own }, kid)).toBe(`/f/0123456789ab?kid=${kid}`)
})

type Row = { readonly target: string; readonly leadsTo: string | null }
const corpus: readonly Row[] = JSON.parse(readFileSync(new URL('./open-redirect.corpus.json', import.meta.url), 'utf8'))

test('the corpus is as long as reliability.md §3 line 28 asks for', () => {
  expect(new Set(corpus.map(({ target }) => target)).size).toBeGreaterThanOrEqual(150)
})

test.each(corpus)('$target leads to $leadsTo', ({ target, leadsTo: origin }) => {
  expect(Target.safeParse(target).success).toBe(origin !== null)
  if (origin === null) return
  const location = merged(target, { source: '//evil.test', medium: '\r\nLocation: https://evil.test', term: '@evil.test' }, kid)
  expect(new URL(location).origin).toBe(origin)
  // A header of visible ASCII alone, so that no browser and no proxy reads it otherwise; nothing before the path but scheme and host.
  expect(location).toMatch(/^https?:\/\/[^/?#@\\]+\/[\x21-\x7e]*$/)
})
