import { Worker } from 'node:worker_threads'
import { errorNamed } from './errors.ts'
import type { StoreServer, StoreServerOptions } from './server.ts'
import type { WorkerReport } from './worker.ts'

/** `workerUrl` names the thread's file where it is not beside this one, as in a bundle. */
type StoreWorkerOptions = StoreServerOptions & { readonly workerUrl?: URL }

/**
 * The same server in a thread of its own, so that the application's work and the store's do not wait for one event loop.
 * @throws StoreInUse, StoreNotDurable and whatever else keeps it from serving.
 */
export const startEventStoreWorker = ({ workerUrl, ...workerData }: StoreWorkerOptions): Promise<StoreServer> => {
  const worker = new Worker(workerUrl ?? new URL('./worker.ts', import.meta.url), { workerData })
  const exits = new Set<(error: Error | undefined) => void>()
  let failure: Error | undefined
  let exited = false
  const gone = new Promise<void>((resolve) => {
    worker.once('exit', (code) => {
      exited = true
      if (code !== 0) failure ??= new Error(`The event store's thread ended with code ${code}`)
      for (const exit of exits) exit(failure)
      resolve()
    })
  })
  worker.on('error', (error: Error) => (failure = error))

  const close = async (): Promise<void> => {
    if (!exited) worker.postMessage('close')
    await gone
  }
  const onExit = (listener: (error: Error | undefined) => void): void => {
    if (exited) listener(failure)
    else exits.add(listener)
  }

  return new Promise((resolve, reject) => {
    worker.on('message', (report: WorkerReport) => {
      if (report.kind === 'listening') resolve({ port: report.port, close, onExit })
      else failure = errorNamed(report.name, report.message)
    })
    void gone.then(() => reject(failure ?? new Error('The event store ended before it listened')))
  })
}
