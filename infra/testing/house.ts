import { readConfig } from '../compose/config.ts'
import { type Kontor, startKontor } from '../compose/start.ts'
import { rootKeys } from '../secrets/index.ts'
import { testDatabase } from './database.ts'

export type TestHouse = Kontor & { readonly app: NonNullable<Kontor['app']>; readonly adminUrl: string; close(): Promise<void> }

/**
 * The whole of Kontor in this process, with the demo tenant, on databases and an event store of its own. A test file opens it once, since all clients of
 * the event store in a process share their fate.
 */
export const testHouse = async (environment: Record<string, string> = {}): Promise<TestHouse> => {
  const { databases, adminUrl, drop } = await testDatabase()
  const eventStore = process.env['KONTOR_TEST_EVENTSTORE_URL']
  const config = readConfig({
    KONTOR_PORT: '0',
    KONTOR_DEMO: '1',
    KONTOR_DEMO_HISTORY: '0',
    KONTOR_SANDBOX: '1',
    KONTOR_LOG_LEVEL: 'silent',
    ...(eventStore && { KONTOR_EVENTSTORE_URL: eventStore }),
    ...environment,
  })
  const kontor = await startKontor(config, new AbortController().signal, { databases, root: rootKeys(Buffer.alloc(32, 7)) })
  if (!kontor.app) throw new Error('a test house has the role api')
  const close = async () => {
    await kontor.stop()
    await drop()
  }
  return { ...kontor, app: kontor.app, adminUrl, close }
}
