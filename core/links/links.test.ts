import { expect, test } from 'vitest'
import { given, id, testMeta } from '../kernel/testing.ts'
import {
  ChangeLink,
  CreateLink,
  LinkCode,
  LinkCreated,
  LinkDeactivated,
  LinkReactivated,
  LinkRetargeted,
  LinkRetitled,
  LinkUtmSet,
  links,
  Target,
  Utm,
} from './index.ts'

const meta = testMeta()
const [linkId, partnerId, programmeId, stranger] = [id(1), id(2), id(3), id(4)]
const ids = { linkId, partnerId }
const direct = {
  ...ids,
  code: '0123456789ab',
  programmeId,
  timeZone: 'Europe/Moscow',
  type: 'direct' as const,
  title: 'Статья',
  targetUrl: 'https://shop.test/a',
}
const created = LinkCreated(direct, meta)
const off = LinkDeactivated(ids, meta)
const change = (changes: object) => ChangeLink({ ...ids, ...changes }, meta)

test('a link is made', () => given(links).when(CreateLink(direct, meta)).then(created))
test('once', () => given(links, created).when(CreateLink(direct, meta)).then())
test('a direct link leads somewhere', () =>
  given(links)
    .when(CreateLink({ ...direct, targetUrl: undefined }, meta))
    .thenRefused('link.target-missing'))
test('a form in a page needs no target', () => {
  const iframe = { ...direct, type: 'iframe' as const, targetUrl: undefined }
  return given(links).when(CreateLink(iframe, meta)).then(LinkCreated(iframe, meta))
})
test('there is no landing to lead to', () =>
  given(links)
    .when(CreateLink({ ...direct, type: 'landing' }, meta))
    .thenRefused('landing.not-found'))

test('each thing that changes is a fact of its own', () =>
  given(links, created)
    .when(change({ title: 'Обзор', targetUrl: 'https://shop.test/b', utm: { source: 'blog' }, active: false }))
    .then(
      LinkRetitled({ ...ids, title: 'Обзор' }, meta),
      LinkRetargeted({ ...ids, targetUrl: 'https://shop.test/b' }, meta),
      LinkUtmSet({ ...ids, utm: { source: 'blog' } }, meta),
      off,
    ))
test('what is already so is no news', () =>
  given(links, created)
    .when(change({ title: direct.title, targetUrl: direct.targetUrl, utm: {}, active: true }))
    .then())
test('a changed link is known as it now is', () =>
  given(links, created, LinkRetitled({ ...ids, title: 'Обзор' }, meta), LinkUtmSet({ ...ids, utm: { source: 'blog' } }, meta))
    .when(change({ title: 'Обзор', utm: { source: 'blog' } }))
    .then())
test('a link that leads elsewhere may lead back', () =>
  given(links, created, LinkRetargeted({ ...ids, targetUrl: 'https://shop.test/b' }, meta))
    .when(change({ targetUrl: direct.targetUrl }))
    .then(LinkRetargeted({ ...ids, targetUrl: direct.targetUrl }, meta)))
test('a link that is off comes back', () =>
  given(links, created, off)
    .when(change({ active: true }))
    .then(LinkReactivated(ids, meta)))
test('off twice is no news', () =>
  given(links, created, off)
    .when(change({ active: false }))
    .then())
test('on, off and on again', () =>
  given(links, created, off, LinkReactivated(ids, meta))
    .when(change({ active: false }))
    .then(off))
test('another partner’s link does not exist', () =>
  given(links, created)
    .when(ChangeLink({ linkId, partnerId: stranger, title: 'моё' }, meta))
    .thenRefused('link.not-found'))
test('nor does one that was never made', () =>
  given(links)
    .when(change({ title: 'x' }))
    .thenRefused('link.not-found'))

test.each(['https://shop.test', 'http://shop.test:8080/a?b=c#d', 'https://магазин.рф/товар', 'HTTPS://SHOP.TEST/'])('%s is a target', (target) =>
  expect(Target.safeParse(target).success).toBe(true),
)
test.each([
  'javascript:alert(1)',
  'data:text/html,x',
  '//evil.test',
  '/relative',
  'ftp://shop.test/',
  'https://user@evil.test/',
  'https://shop.test@evil.test/',
  'https:\\\\evil.test',
  'https://shop.test\\@evil.test',
  'https://shop.test/\r\nSet-Cookie: a=b',
  'https://shop.test/\u0000',
  ' https://shop.test',
  'https://',
  'https:///evil.test',
  `https://shop.test/${'a'.repeat(2048)}`,
])('%j is no target', (target) => expect(Target.safeParse(target).success).toBe(false))

test.each([
  ['0123456789ab', true],
  ['0123456789aB', false],
  ['0123456789ai', false],
  ['0123456789a', false],
])('%s as a code: %s', (code, is) => expect(LinkCode.safeParse(code).success).toBe(is))
test('UTM fields are the five and no other', () => {
  expect(Utm.safeParse({ source: 'a', medium: 'b', campaign: 'c', content: 'd', term: 'e' }).success).toBe(true)
  expect(Utm.safeParse({ sauce: 'a' }).success).toBe(false)
  expect(Utm.safeParse({ source: 'a\nb' }).success).toBe(false)
})
