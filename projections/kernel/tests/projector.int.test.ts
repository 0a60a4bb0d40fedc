import { Refused } from '@kontor/core/kernel'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type TestViews, testViews } from '../../../infra/testing/views.ts'
import { type Frontiers, heard, type Projector, projectionStates, sql, watchFrontiers } from '../index.ts'
import { counting, countOf, notebook, projectorOf, tableOf } from './notes.ts'

let db: TestViews
let frontiers: Frontiers
let running: Projector[]
beforeEach(async () => {
  db = await testViews(tableOf)
  frontiers = await watchFrontiers({ db: db.app, listen: db.listen })
  running = []
})
afterEach(async () => {
  frontiers.close()
  await Promise.all(running.map(({ stop }) => stop()))
  await db.drop()
})
const start = async (...options: Parameters<typeof projectorOf>) => {
  const projector = await projectorOf(...options)
  running.push(projector)
  return projector
}
const stateOf = async (view: string) => (await projectionStates(db.app)).find(({ name }) => name === view)

test('views are made, filled from the beginning, fed as the log grows, and go on where they stopped', async () => {
  const book = notebook()
  const views = [counting('notes.one'), counting('notes.two')]
  book.write('ann', 2_500)
  const first = await start(db, book, views)
  book.write('ben')
  for (const { name } of views) await frontiers.awaitFrontier(name, book.last(), 10_000)
  expect(await countOf(db.pool, 'notes.one')).toEqual({ ann: 2_500, ben: 1 })
  await first.stop()

  book.write('ben')
  await start(db, book, views)
  for (const { name } of views) await frontiers.awaitFrontier(name, book.last(), 10_000)
  expect(await countOf(db.pool, 'notes.one')).toEqual({ ann: 2_500, ben: 2 })
  expect(await countOf(db.pool, 'notes.two')).toEqual({ ann: 2_500, ben: 2 })
})

test('a frontier moves past what does not concern its view', async () => {
  const book = notebook()
  await start(db, book, [counting('notes.one')])
  book.writeUnrelated()
  await frontiers.awaitFrontier('notes.one', book.last())
  expect(await stateOf('notes.one')).toEqual({ name: 'notes.one', version: 1, position: book.last(), lagMs: 0, state: 'running', error: null })
})

test('a view that has come no further than years ago says so, and no more than a number holds', async () => {
  const book = notebook()
  const [far, near] = [counting('notes.one'), counting('notes.two')]
  await start(db, book, [far, near])
  book.write('ann')
  for (const { name } of [far, near]) await frontiers.awaitFrontier(name, book.last(), 10_000)
  await db.pool.query(sql.typeAlias('void')`update frontiers set position = position - 1, seen_at = '2001-01-01' where view = 'notes.one'`)
  expect((await stateOf('notes.one'))?.lagMs).toBe(2_147_483_647)
})

test('who waits for what has not happened is told that the view is late', async () => {
  const book = notebook()
  await start(db, book, [counting('notes.one')])
  await expect(frontiers.awaitFrontier('notes.one', '999999', 20)).rejects.toThrow(new Refused('view.late'))
})

test('who waits is served by looking, too, when nothing is announced', async () => {
  const deaf = await watchFrontiers({ db: db.app, listen: () => () => {}, pollMs: 10 })
  const book = notebook()
  await start(db, book, [counting('notes.one')])
  book.write('ann')
  await deaf.awaitFrontier('notes.one', book.last(), 5_000)
  expect(await countOf(db.pool, 'notes.one')).toEqual({ ann: 1 })
})

test('what is announced can be read', async () => {
  const book = notebook()
  await start(db, book, [counting('notes.one')])
  const seen = new Promise<unknown>((resolve) => {
    db.listen(async (payload) => {
      const announcement = heard(payload)
      if (announcement?.changes.length) resolve([announcement.changes, await countOf(db.pool, 'notes.one')])
    })
  })
  book.write('ann')
  expect(await seen).toMatchObject([[{ view: 'notes.one', position: book.last(), ids: ['ann'] }], { ann: 1 }])
})

test('a view that joins late catches up on its own and then moves with the rest', async () => {
  const book = notebook()
  const first = await start(db, book, [counting('notes.one')])
  book.write('ann', 3_000)
  await frontiers.awaitFrontier('notes.one', book.last(), 10_000)
  await first.stop()
  await start(db, book, [counting('notes.one'), counting('notes.two')])
  book.write('ben', 100)
  await frontiers.awaitFrontier('notes.two', book.last(), 10_000)
  await vi.waitFor(async () => expect((await stateOf('notes.two'))?.state).toBe('running'))
  expect(await countOf(db.pool, 'notes.two')).toEqual({ ann: 3_000, ben: 100 })
  expect(await countOf(db.pool, 'notes.one')).toEqual({ ann: 3_000, ben: 100 })
})

test('a view that cannot be written stops, says why, holds up no other, and goes on once it is mended', async () => {
  const book = notebook()
  let broken = 'eve'
  await start(db, book, [counting('notes.one'), counting('notes.two', { broken: () => broken })])
  book.write('ann')
  book.write('eve')
  book.write('ann')
  await frontiers.awaitFrontier('notes.one', book.last())
  await vi.waitFor(async () =>
    expect(await stateOf('notes.two')).toMatchObject({ state: 'stopped', error: expect.stringContaining('division by zero') }),
  )
  book.write('ben')
  await frontiers.awaitFrontier('notes.one', book.last())
  expect(await countOf(db.pool, 'notes.one')).toEqual({ ann: 2, ben: 1, eve: 1 })

  broken = ''
  await frontiers.awaitFrontier('notes.two', book.last(), 10_000)
  expect(await countOf(db.pool, 'notes.two')).toEqual({ ann: 2, ben: 1, eve: 1 })
  await vi.waitFor(async () => expect(await stateOf('notes.two')).toMatchObject({ state: 'running', error: null }))
})

test('two processes feed a view as one would, and the second takes over when the first is gone', async () => {
  const book = notebook()
  const [one, two] = [counting('notes.one'), counting('notes.two')]
  const first = await start(db, book, [one, two])
  await start(db, book, [one, two], await db.anotherPool())
  for (let n = 0; n < 50; n += 1) {
    book.write('ann', 3)
    await frontiers.awaitFrontier('notes.one', book.last(), 10_000)
  }
  await frontiers.awaitFrontier('notes.two', book.last(), 10_000)
  expect(await countOf(db.pool, 'notes.one')).toEqual({ ann: 150 })
  expect(await countOf(db.pool, 'notes.two')).toEqual({ ann: 150 })

  await first.stop()
  book.write('ben')
  await frontiers.awaitFrontier('notes.one', book.last(), 10_000)
  await frontiers.awaitFrontier('notes.two', book.last(), 10_000)
  expect(await countOf(db.pool, 'notes.one')).toEqual({ ann: 150, ben: 1 })
  expect(await countOf(db.pool, 'notes.two')).toEqual({ ann: 150, ben: 1 })
})

test('whenever the database ends its connections, rows and frontier agree', async () => {
  const book = notebook()
  await start(db, book, [counting('notes.one'), counting('notes.two')])
  let killed = 0
  for (let n = 0; n < 20; n += 1) {
    book.write('ann', 40)
    book.write('ben', 2)
    if (n % 2) killed += await db.killProjectors()
    else await frontiers.awaitFrontier('notes.one', book.last(), 10_000)
  }
  await frontiers.awaitFrontier('notes.one', book.last(), 10_000)
  await frontiers.awaitFrontier('notes.two', book.last(), 10_000)
  expect(killed).toBeGreaterThan(0)
  expect(await countOf(db.pool, 'notes.one')).toEqual({ ann: 800, ben: 40 })
  expect(await countOf(db.pool, 'notes.two')).toEqual({ ann: 800, ben: 40 })
})
