import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../../testing/database.ts'
import { createStoreSchema } from './create-schema.ts'
import { readStatements } from './read/log-reader.ts'
import { type Stretch, stretchStatement } from './read/stretch.ts'
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

const prefixes = ["it's-", 'notes.']
const stretches: Readonly<Record<string, Omit<Stretch, 'after' | 'upTo'>>> = {
  all: { limit: 1_000 },
  allBackwards: { limit: 1_000, backwards: true },
  aFew: { limit: 1 },
  byType: { limit: 1_000, filter: { on: 'type', by: { prefixes }, checkpointEvery: 32 } },
  byStream: { limit: 1_000, filter: { on: 'stream', by: { prefixes }, checkpointEvery: 32 } },
}
/** As they are sent: from the log's beginning, from its middle, and for what a young log does not have. */
const stretchStatements = Object.entries(stretches).flatMap(([name, stretch]) =>
  [0, 5_000, 5_000_000].map((after) => [`${name} after ${after}`, stretchStatement(schema, { after, upTo: after + 10_000, ...stretch })] as const),
)

const planOf = async (statement: string): Promise<string> =>
  (await client.query<{ 'QUERY PLAN': string }>(`explain (generic_plan) ${statement}`)).rows.map((row) => row['QUERY PLAN']).join('\n')

// A new table has no statistics: what the planner makes of that is what a young store lives with (eventstore.md, server facts).
describe('on a table that was never analysed', () => {
  it.each([...stretchStatements, ...Object.entries({ ...readStatements(schema), ...writeStatements(schema) })])(
    '%s walks an index',
    async (_, statement) => {
      const plan = await planOf(statement)
      expect(plan).not.toMatch(/Seq Scan on (?:events|streams)/)
      expect(plan).not.toMatch(/Hash Join|Merge Join/)
    },
  )

  const { stream, streamBackwards } = readStatements(schema)
  it.each([...stretchStatements, ['stream', stream], ['streamBackwards', streamBackwards]] as const)(
    '%s comes in its order without being sorted',
    async (_, statement) => {
      expect(await planOf(statement)).not.toMatch(/\bSort\b/)
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
