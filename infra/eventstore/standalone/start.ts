import { setTimeout as delay } from 'node:timers/promises'
import { passwords } from '../../secrets/passwords.ts'
import { everywhere } from '../server/access/place.ts'
import { authority, type StoreServer, type StoreUser, startEventStoreServer } from '../server/index.ts'
import { certificateFor } from './certificate.ts'
import { openDatabase } from './database.ts'
import { databaseFailure } from './database-failure.ts'
import type { Settings } from './settings.ts'

/** `address` is how a client on this machine connects, but for a user's name and password. */
export type Standalone = { readonly address: string; readonly onExit: StoreServer['onExit'] }

const usersOf = async ({ user }: Settings): Promise<readonly StoreUser[]> =>
  user ? [{ name: user.name, passwordHash: await passwords().hash(user.password) }] : []

const closePatienceMs = 5_000

/** A database that hangs does not hold the program for ever. What it was given last may be in it or not, as after a crash. */
const closeInTime = async (server: StoreServer): Promise<void> => {
  const closed = server.close().then(() => true)
  if (await Promise.race([closed, delay(closePatienceMs, false, { ref: false })])) return
  throw new Error('The database did not answer while the event store stopped: appends without an answer may be in it or not.')
}

/** Opens the database and serves the store; whatever is opened is closed by `closing`, in reverse. Raises StoreInUse and what else keeps it from serving. */
export const startStandalone = async (settings: Settings, closing: AsyncDisposableStack): Promise<Standalone> => {
  const { schema, host, port, advertise } = settings
  const tls = await certificateFor(settings)
  const users = await usersOf(settings)
  const connectionString = await openDatabase(settings, closing)
  const options = { connectionString, schema, host, port, createSchema: true, tls, users, advertise }
  const server = await startEventStoreServer(options).catch((error: unknown) => {
    throw databaseFailure(error)
  })
  closing.defer(() => closeInTime(server))
  const checked = tls?.authorityFile ? `&tlsCAFile=${encodeURIComponent(tls.authorityFile).replaceAll('%2F', '/')}` : ''
  return {
    address: `esdb://${authority(everywhere.includes(host) ? 'localhost' : host, server.port)}?tls=${tls !== undefined}${checked}`,
    onExit: server.onExit,
  }
}
