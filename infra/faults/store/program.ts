import process from 'node:process'
import { type StoreServerOptions, startEventStoreWorker } from '../../eventstore/server/index.ts'

/** The event store alone, in the thread it has inside Kontor: a process that can be killed without ending anything else. */
const options: StoreServerOptions = JSON.parse(process.env['KONTOR_FAULT_STORE'] ?? '')
try {
  const { port, onExit } = await startEventStoreWorker(options)
  onExit((error) => {
    process.stderr.write(`${error?.name}: ${error?.message}\n`)
    process.exit(1)
  })
  process.stdout.write(`listening on ${port}\n`)
} catch (error) {
  process.stderr.write(`${String(error)}\n`)
  process.exit(1)
}
