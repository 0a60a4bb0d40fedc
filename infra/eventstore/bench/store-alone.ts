import process from 'node:process'
import { startEventStoreWorker } from '../server/index.ts'

/** The store as a process of its own, in its thread as in production, so that its memory is nobody else's. Takes the database's URL, tells its port to its parent. */
const [, , connectionString = ''] = process.argv
const store = await startEventStoreWorker({ connectionString, schema: 'eventstore', host: '127.0.0.1', port: 0, createSchema: true })
process.send?.(store.port)
process.once('disconnect', () => void store.close())
