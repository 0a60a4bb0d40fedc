import type { DatabasePool } from 'slonik'
import { afterAll, beforeAll } from 'vitest'
import { slonikPool } from '../postgres/index.ts'
import { type Notifications, notifications } from '../postgres/notifications.ts'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { workChannel } from './wake-ups.ts'

/** A database of its own for a test file, with what workers use of it; `errors` are those that loops lived through. */
export type Bench = { database: TestDatabase; pool: DatabasePool; bells: Notifications }

export const workBench = (): Bench => {
  const bench = {} as Bench
  beforeAll(async () => {
    bench.database = await testDatabase()
    const url = bench.database.databases.url('kontor_platform')
    bench.pool = await slonikPool(url, { max: 20 })
    bench.bells = await notifications(url, [workChannel])
  })
  afterAll(async () => {
    await bench.bells.close()
    await bench.pool.end()
    await bench.database.drop()
  })
  return bench
}
