import { ChangeLink, links } from '@kontor/core/links'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { headOf } from '../eventstore/client/index.ts'
import { type TestStores, testStores } from '../testing/stores.ts'
import { type Book, linkBook } from './book.ts'
import { makeLink, metaIn } from './testing.ts'

let stores: TestStores
/** Two processes, each with a memory of its own, on one log. */
let books: readonly [Book, Book]
const stopping = new AbortController()
let keepingUp: Promise<unknown>
beforeAll(async () => {
  stores = await testStores()
  books = [linkBook(stores.log), linkBook(stores.log)]
  await makeLink(stores)
  const head = await headOf(stores.client)
  keepingUp = Promise.all(books.map((book) => book.keepUp(stores.feed, head, stopping.signal)))
}, 60_000)
afterAll(async () => {
  stopping.abort()
  await keepingUp
  await stores?.close()
})

type Made = Awaited<ReturnType<typeof makeLink>>
const change = ({ code, linkId, partnerId, tenantId }: Made, changes: object) =>
  stores.execute(links, code, ChangeLink({ linkId, partnerId, ...changes }, metaIn(tenantId)))

/** A memory that nobody keeps up, and how often it has asked the store. */
const counting = (now?: () => number) => {
  let asked = 0
  const read = (stream: string) => {
    asked += 1
    return stores.log.read(stream)
  }
  return { book: linkBook({ read }, now), reads: () => asked }
}

test('a link is known from the moment it is written, to any process', async () => {
  const link = await makeLink(stores, { targetUrl: 'https://shop.test/' })
  for (const book of books) expect(await book.find(link.code)).toMatchObject({ ...link, status: 'active', targetUrl: 'https://shop.test/' })
})

test('within a second each process tells of a link switched off, led elsewhere, named otherwise and switched on, whoever did it', async () => {
  const link = await makeLink(stores)
  for (const book of books) await book.find(link.code)
  for (const changes of [{ active: false }, { targetUrl: 'https://else.test/' }, { utm: { source: 'x' } }, { active: true }]) {
    await change(link, changes)
    const expected = 'active' in changes ? { status: changes.active ? 'active' : 'deactivated' } : changes
    for (const book of books) await expect.poll(() => book.find(link.code), { timeout: 1_000, interval: 5 }).toMatchObject(expected)
  }
})

test('who made the change forgets at once, without waiting for the log', async () => {
  const link = await makeLink(stores)
  const alone = linkBook(stores.log)
  await alone.find(link.code)
  await change(link, { active: false })
  expect(await alone.find(link.code)).toMatchObject({ status: 'active' })
  alone.forget(link.code)
  expect(await alone.find(link.code)).toMatchObject({ status: 'deactivated' })
})

test('what was being read while it changed is not kept', async () => {
  const link = await makeLink(stores)
  let letGo: () => void = () => {}
  const gate = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const slow = linkBook({
    read: async (stream) => {
      const answer = await stores.log.read(stream)
      await gate
      return answer
    },
  })
  const old = slow.find(link.code)
  await change(link, { active: false })
  slow.forget(link.code)
  letGo()
  await old
  expect(await slow.find(link.code)).toMatchObject({ status: 'deactivated' })
})

test('a crowd asks the store once, and then not at all', async () => {
  const { code } = await makeLink(stores)
  const { book, reads } = counting()
  const found = await Promise.all(Array.from({ length: 100 }, () => book.find(code)))
  expect(new Set(found).size).toBe(1)
  await book.find(code)
  expect(reads()).toBe(1)
})

test('a code that nobody has is asked for once a second, and is known as soon as it is made', async () => {
  let now = 0
  const { book, reads } = counting(() => now)
  for (let at = 0; at < 10; at++) expect(await book.find('zzzzzzzzzzzz')).toBeUndefined()
  expect(reads()).toBe(1)
  now = 1_000
  expect(await book.find('zzzzzzzzzzzz')).toBeUndefined()
  expect(reads()).toBe(2)
  book.forget('zzzzzzzzzzzz')
  await book.find('zzzzzzzzzzzz')
  expect(reads()).toBe(3)
})

test('a store that is away is an error to each, and forgotten when it is back', async () => {
  const { code } = await makeLink(stores)
  let away = true
  const book = linkBook({ read: (stream) => (away ? Promise.reject(new Error('away')) : stores.log.read(stream)) })
  const crowd = await Promise.allSettled([book.find(code), book.find(code)])
  expect(crowd.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  away = false
  expect(await book.find(code)).toMatchObject({ code })
})
