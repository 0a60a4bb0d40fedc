import { Refused } from '@kontor/core/kernel'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type TestViews, testViews } from '../../../infra/testing/views.ts'
import { dump, everyTenant, type Frontiers, fingerprint, heard, type Projector, projectionStates, watchFrontiers } from '../index.ts'
import { counting, countOf, notebook, projectorOf, tableOf } from './notes.ts'

let db: TestViews
let frontiers: Frontiers
let running: Projector[]
let book: ReturnType<typeof notebook>
beforeEach(async () => {
  db = await testViews(tableOf)
  frontiers = await watchFrontiers({ db: db.app, listen: db.listen })
  running = []
  book = notebook()
})
afterEach(async () => {
  frontiers.close()
  await Promise.all(running.map(({ stop }) => stop()))
  await db.drop()
})
const start = async (...projections: Parameters<typeof projectorOf>[2]) => {
  const projector = await projectorOf(db, book, projections)
  running.push(projector)
  return projector
}
const reached = (view: string) => frontiers.awaitFrontier(view, book.last(), 10_000)
const stateOf = async (view: string) => (await projectionStates(db.app)).find(({ name }) => name === view)

test('a rebuilt view equals the live one to the byte, and no reader meets less than was there while it is written to', async () => {
  const projector = await start(counting('notes.one'), counting('notes.two'))
  book.write('ann', 3_000)
  await reached('notes.one')

  let done = false
  const seen: number[] = []
  const read = async () => {
    while (!done) seen.push((await countOf(db.pool, 'notes.one'))['ann'] ?? 0)
  }
  const write = async () => {
    while (!done) {
      book.write('ann')
      await reached('notes.one')
    }
  }
  const work = [read(), write()]
  const { switched } = await projector.rebuild('notes.one')
  expect(await switched).toBe(true)
  done = true
  await Promise.all(work)
  await reached('notes.one')
  await reached('notes.two')

  expect(seen).toEqual(seen.toSorted((a, b) => a - b))
  expect(seen[0]).toBeGreaterThanOrEqual(3_000)
  expect(await countOf(db.pool, 'notes.one')).toEqual({ ann: book.written() })
  const bare = (text: string) => text.replaceAll('notes_two', 'notes_one')
  expect(await dump(db.pool, ['notes_one'])).toBe(bare(await dump(db.pool, ['notes_two'])))
  expect(await fingerprint(db.pool, ['notes_one'])).toMatch(/^[0-9a-f]{64}$/)
  expect(await stateOf('notes.one')).toMatchObject({ state: 'running', position: book.last() })
})

test('a view of another version is served as it was until the new one has caught up', async () => {
  const old = await start(counting('notes.one'))
  book.write('ann', 3)
  await reached('notes.one')
  await old.stop()

  const told = new Promise((resolve) => {
    db.listen((payload) => {
      const change = heard(payload)?.changes.find(({ tenantId }) => tenantId === everyTenant)
      if (change) resolve(change)
    })
  })
  book.write('ann', 2)
  await start(counting('notes.one', { version: 2, weight: 10 }))
  await reached('notes.one')
  expect(await countOf(db.pool, 'notes.one')).toEqual({ ann: 50 })
  expect(await told).toMatchObject({ view: 'notes.one' })
  expect(await stateOf('notes.one')).toMatchObject({ version: 2, state: 'running' })
  book.write('ann')
  await reached('notes.one')
  expect(await countOf(db.pool, 'notes.one')).toEqual({ ann: 60 })
})

test('a reader who holds the old tables puts the switch off, not out', async () => {
  const refused = vi.fn()
  const projector = await projectorOf(db, book, [counting('notes.one')], db.pool, { info: () => {}, warn: refused })
  running.push(projector)
  book.write('ann')
  await reached('notes.one')
  const reading = Promise.withResolvers<void>()
  const enough = Promise.withResolvers<void>()
  const reader = db.pool.transaction(async (tx) => {
    await countOf(tx, 'notes.one')
    reading.resolve()
    await enough.promise
    return countOf(tx, 'notes.one')
  })
  await reading.promise
  const { switched } = await projector.rebuild('notes.one')
  await vi.waitFor(() => expect(refused).toHaveBeenCalled(), 5_000)
  expect(await stateOf('notes.one')).toMatchObject({ state: 'rebuilding' })
  book.write('ann')
  await reached('notes.one')
  enough.resolve()
  await reader
  expect(await switched).toBe(true)
  expect(await countOf(db.pool, 'notes.one')).toEqual({ ann: 2 })
})

test('a rebuild that was cut short is begun anew at the next start', async () => {
  let broken = ''
  const view = counting('notes.one', { broken: () => broken })
  const first = await start(view)
  book.write('ann', 5)
  await reached('notes.one')
  broken = 'ann'
  const { switched } = await first.rebuild('notes.one')
  await vi.waitFor(async () => expect(await stateOf('notes.one')).toMatchObject({ state: 'rebuilding', error: expect.stringContaining('division') }))
  await first.stop()
  expect(await switched).toBe(false)

  broken = ''
  await start(view)
  await vi.waitFor(async () => expect(await stateOf('notes.one')).toMatchObject({ state: 'running', error: null }))
  book.write('ann')
  await reached('notes.one')
  expect(await countOf(db.pool, 'notes.one')).toEqual({ ann: 6 })
})

test('a view that stopped is cured by a rebuild', async () => {
  let broken = 'eve'
  const projector = await start(counting('notes.one', { broken: () => broken }), counting('notes.two'))
  book.write('eve')
  await vi.waitFor(async () => expect(await stateOf('notes.one')).toMatchObject({ state: 'stopped' }))
  broken = ''
  const { switched } = await projector.rebuild('notes.one')
  expect(await switched).toBe(true)
  book.write('eve')
  await reached('notes.one')
  expect(await countOf(db.pool, 'notes.one')).toEqual({ eve: 2 })
})

test('only a known view is rebuilt, and once at a time', async () => {
  const projector = await start(counting('notes.one'))
  await expect(projector.rebuild('notes.none')).rejects.toThrow(new Refused('projection.not-found'))
  const { switched } = await projector.rebuild('notes.one')
  await expect(projector.rebuild('notes.one')).rejects.toThrow(new Refused('projection.rebuilding'))
  await switched
})
