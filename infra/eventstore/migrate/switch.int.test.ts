import { expect, it } from 'vitest'
import { withSession } from '../../postgres/session.ts'
import { testDatabase } from '../../testing/database.ts'
import { newStream } from '../server/testing.ts'
import { MigrationRefused, migrateLog, positionsIn, switchReaders } from './index.ts'
import { eventOf, testStores, write } from './testing.ts'

const { open } = testStores()

/** An installation that has read its log to `reader`, and has open work from `items`. */
const installation = async (reader: number, items: readonly number[]) => {
  const { databases, adminUrl, drop } = await testDatabase()
  await withSession(adminUrl, async (session) => {
    await session.query(`insert into kontor.frontiers (view, version, position) values ('partners.list', 1, 3), ('deals.list', 2, null)`)
    await session.query(`insert into kontor.work_readers (name, position) values ('effects', ${reader})`)
    for (const [at, position] of items.entries()) {
      const state = at === 0 ? 'done' : 'ready'
      await session.query(`insert into kontor.work_items (id, effect, gateway, order_key, repeat_safe, event_id, stream, revision, position, state, not_before)
        values ('item-${at}', 'letter', 'email', 'k', 'yes', 'e', 's', 0, ${position}, '${state}', now())`)
    }
  })
  const state = () =>
    withSession(adminUrl, async (session) => {
      const numbers = async (query: string) => (await session.query<{ at: string }>(query)).rows.map(({ at }) => Number(at))
      return {
        views: await numbers('select position as at from kontor.frontiers'),
        readers: await numbers('select position as at from kontor.work_readers'),
        items: await numbers('select position as at from kontor.work_items order by id'),
      }
    })
  return { databases, state, drop }
}

/** A log of ten events in which the server's own take every place below ten, and its copy, where they are at the places 1 to 10. */
const twoLogs = async () => {
  const [source, target] = [await open(), await open()]
  for (let n = 0; n < 9; n += 1) await write(source.client, eventOf({ stream: '$stats-1', revision: BigInt(n) }))
  const stream = newStream()
  await write(source.client, ...Array.from({ length: 10 }, (_, n) => eventOf({ stream, revision: BigInt(n) })))
  await migrateLog({ source: source.client, target: target.client })
  return (wanted: readonly bigint[]) => positionsIn(source.client, target.client, wanted)
}

it('puts readers behind the event they stood behind, and open work where its events are', async () => {
  const { databases, state, drop } = await installation(16, [11, 12, 19])
  const places = await twoLogs()
  expect(await switchReaders(databases, places)).toBe(true)
  expect(await state()).toEqual({ views: [], readers: [7], items: [11, 3, 10] })
  expect(await switchReaders(databases, places)).toBe(false)
  expect(await state()).toEqual({ views: [], readers: [7], items: [11, 3, 10] })
  await drop()
})

it('lets a reader that has seen none of the events begin at the beginning', async () => {
  const { databases, state, drop } = await installation(9, [])
  await switchReaders(databases, await twoLogs())
  expect(await state()).toEqual({ views: [], readers: [], items: [] })
  await drop()
})

it('changes nothing while Kontor runs', async () => {
  const { databases, state, drop } = await installation(16, [])
  const before = await state()
  await withSession(databases.url('kontor_platform'), () =>
    expect(switchReaders(databases, async () => new Map())).rejects.toThrow(new MigrationRefused('Kontor runs: stop it first')),
  )
  expect(await state()).toEqual(before)
  await drop()
})
