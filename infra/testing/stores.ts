import { openStores, type Stores } from '../compose/stores.ts'
import { rootKeys } from '../secrets/index.ts'
import { testDatabase } from './database.ts'

export type TestStores = Stores & { readonly adminUrl: string; close(): Promise<void> }

/**
 * Databases of their own and a real event store on them: the embedded one, or the server that KONTOR_TEST_EVENTSTORE_URL names. A test file opens it once,
 * since pending appends of all clients of a process share their fate.
 */
export const testStores = async (): Promise<TestStores> => {
  const closing = new AsyncDisposableStack()
  const { databases, adminUrl, drop } = await testDatabase()
  closing.defer(drop)
  const root = rootKeys(Buffer.alloc(32, 7))
  const onLost = (why: Error) => process.stderr.write(`the event store of this test ended: ${why.message}\n`)
  const stores = await openStores({ databases, eventStoreUrl: process.env['KONTOR_TEST_EVENTSTORE_URL'], root, onLost }, closing)
  return { ...stores, adminUrl, close: () => closing.disposeAsync() }
}
