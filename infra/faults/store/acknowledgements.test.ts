import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Acknowledged, type Book, openBook } from './acknowledgements.ts'

const folder = mkdtempSync(join(tmpdir(), 'kontor-book-'))
const path = join(folder, 'book')
const until = AbortSignal.timeout(5_000)
const line = (n: number): Acknowledged => ({ write: `w-${n}`, stream: 'own-1', ids: [`id-${n}`], revision: n, position: String(n + 1) })

let book: Book
beforeAll(async () => {
  book = await openBook(path)
})
afterAll(async () => {
  await book.close()
  rmSync(folder, { recursive: true })
})

test('an acknowledgement counts when it is in the file, however many come at once', async () => {
  const added = Array.from({ length: 50 }, (_, n) => book.add(line(n), 1))
  expect(book.all()).toEqual([])
  await added[0]
  const onDisk = readFileSync(path, 'utf8')
  for (const { write } of book.all()) expect(onDisk).toContain(`"${write}"`)
  await Promise.all(added)
  await book.reached(50, until)
  expect(await book.read()).toEqual(Array.from({ length: 50 }, (_, n) => line(n)))
})

test('the first one after a moment is one that was asked for after it', async () => {
  const since = performance.now()
  let heard = 0
  const first = book.firstAfter(since, until).then((at) => {
    heard = at
  })
  await book.add(line(50), since - 1)
  expect(heard).toBe(0)
  await book.add(line(51), since + 1)
  await first
  expect(heard).toBeGreaterThan(since)
})

test('who waits for what does not come hears the reason', async () => {
  await expect(book.reached(1_000, AbortSignal.abort(new Error('given up')))).rejects.toThrow('given up')
})

test('a book is never written over', async () => {
  await expect(openBook(path)).rejects.toMatchObject({ code: 'EEXIST' })
})
