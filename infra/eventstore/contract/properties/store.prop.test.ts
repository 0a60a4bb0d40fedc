import { randomBytes } from 'node:crypto'
import type { EventStoreDBClient } from '@eventstore/db-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../testing/database.ts'
import { type StoreServer, startEventStoreWorker } from '../../server/index.ts'
import { clientAt } from '../testing.ts'
import { mostAtOnce, trialOf, tryLanes } from './lanes.ts'
import { runSequence } from './perform.ts'

let database: TestDatabase
let server: StoreServer
let clients: readonly EventStoreDBClient[] = []

beforeAll(async () => {
  database = await testDatabase()
  const options = { connectionString: database.adminUrl, schema: 'properties', host: '127.0.0.1', port: 0, createSchema: true }
  server = await startEventStoreWorker(options)
  clients = Array.from({ length: mostAtOnce }, (_, lane) => ownConnection(server.port, lane))
}, 20_000)

afterAll(async () => {
  for (const client of clients) await client.dispose()
  await server?.close()
  await database?.drop()
}, 20_000)

/**
 * Node's HTTP/2 takes about 33 cancelled calls a second of a connection, and every subscription ends as one. Clients of one address share a
 * connection unless their settings differ, hence an interval of its own (in ms) for each.
 */
const ownConnection = (port: number, lane: number): EventStoreDBClient =>
  clientAt(`esdb://127.0.0.1:${port}?tls=false&keepAliveInterval=${10_000 + lane}`)

const minutes = 60_000

test(
  'whatever is asked of it, the store answers as the model does',
  async () => {
    const trial = trialOf(process.env)
    const run = randomBytes(4).toString('hex')
    let begun = 0
    const figures = await tryLanes(trial, async (commands, lane) => {
      const client = clients[lane]
      if (!client) throw new Error(`No client for lane ${lane}`)
      begun += 1
      await runSequence(client, `${run}-${begun}-`, commands)
    })
    process.stdout.write(`properties of the event store · ${JSON.stringify(figures)}\n`)
    if (!trial.path) expect(figures.sequences).toBe(trial.runs)
  },
  15 * minutes,
)
