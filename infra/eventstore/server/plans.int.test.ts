import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../../testing/database.ts'
import { createStoreSchema } from './create-schema.ts'
import { readStatements } from './read/log-reader.ts'
import { pinnedPlans, writeStatements } from './write/session.ts'

const schema = 'plans_test'

let database: TestDatabase
let client: pg.Client

beforeAll(async () => {
  database = await testDatabase()
  await createStoreSchema(database.adminUrl, schema)
  client = new pg.Client({ connectionString: database.adminUrl, options: pinnedPlans })
  await client.connect()
})

afterAll(async () => {
  await client?.end()
  await database?.drop()
})

const planOf = async (statement: string): Promise<string> =>
  (await client.query<{ 'QUERY PLAN': string }>(`explain (generic_plan) ${statement}`)).rows.map((row) => row['QUERY PLAN']).join('\n')

// A new table has no statistics: what the planner makes of that is what a young store lives with (eventstore.md, server facts).
describe('on a table that was never analysed', () => {
  it.each(Object.entries({ ...readStatements(schema), ...writeStatements(schema) }))('%s walks an index', async (_, statement) => {
    const plan = await planOf(statement)
    expect(plan).not.toMatch(/Seq Scan on (?:events|streams)/)
    expect(plan).not.toMatch(/Hash Join|Merge Join/)
  })

  it.each(['all', 'allBackwards', 'byType', 'byStream', 'stream', 'streamBackwards'] as const)(
    '%s comes in its order without being sorted',
    async (name) => {
      expect(await planOf(readStatements(schema)[name])).not.toMatch(/\bSort\b/)
    },
  )
})

it('without the pins a scan of the whole table is what the planner takes', async () => {
  const plain = new pg.Client({ connectionString: database.adminUrl })
  await plain.connect()
  const { rows } = await plain.query<{ 'QUERY PLAN': string }>(`explain (generic_plan) ${writeStatements(schema).seen}`)
  await plain.end()
  expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/Seq Scan|Hash Join|Merge Join/)
})
