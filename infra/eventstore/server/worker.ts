/** The thread of the embedded event store: serves what its workerData names, until it is told to close or can no longer write. */
import { parentPort, workerData } from 'node:worker_threads'
import { type StoreServerOptions, startEventStoreServer } from './server.ts'

/** What the thread tells its parent. An error crosses as its name and message, since classes do not. */
export type WorkerReport =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'failed'; readonly name: string; readonly message: string }

const report = (message: WorkerReport): void => parentPort?.postMessage(message)
const reportFailure = ({ name, message }: Error): void => report({ kind: 'failed', name, message })

try {
  const server = await startEventStoreServer(workerData as StoreServerOptions)
  server.onExit((error) => {
    if (error) reportFailure(error)
    parentPort?.close()
  })
  parentPort?.once('message', () => void server.close())
  report({ kind: 'listening', port: server.port })
} catch (error) {
  reportFailure(error instanceof Error ? error : new Error(String(error)))
  parentPort?.close()
}
