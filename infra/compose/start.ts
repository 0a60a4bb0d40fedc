import { mkdirSync } from 'node:fs'
import { isIPv6 } from 'node:net'
import { buildServer, type HttpDeps } from '@kontor/gateways/http'
import { type Projector, signCursorsWith, viewsChannel } from '@kontor/projections/kernel'
import { pino } from 'pino'
import { freePort } from '../net/free-port.ts'
import type { Databases, Log } from '../postgres/index.ts'
import { notifications } from '../postgres/notifications.ts'
import { startMailCatcher } from '../sandbox/index.ts'
import { loadRootKey, type RootKeys } from '../secrets/index.ts'
import { workChannel } from '../work/index.ts'
import type { Around } from './around.ts'
import type { Config } from './config.ts'
import { historyOf } from './demo/history-of.ts'
import { seedAdmin, seedDemo } from './demo.ts'
import { openDeps } from './deps.ts'
import { readiness } from './readiness.ts'
import { openDatabases, openStores, type Stores } from './stores.ts'
import { allProjections, openProjector } from './views.ts'
import { allEffects, openMail, openWork } from './work.ts'

export type Kontor = {
  readonly url: string
  readonly config: Config
  readonly deps: HttpDeps
  readonly stores: Stores
  /** Undefined where this process has no role `api`. */
  readonly app: Awaited<ReturnType<typeof buildServer>> | undefined
  readonly projector: Projector | undefined
  stop(): Promise<void>
}

/** What a start is given when its databases are already there (tests); otherwise it opens its own. `storePort`: where others find the embedded store. */
type Given = {
  readonly databases?: Databases
  readonly root?: RootKeys
  readonly onLost?: (why: Error) => void
  readonly around?: Around
  readonly storePort?: number
}

/** Who listens everywhere is reached on this machine by its own address. */
const localHost = (host: string) => (['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : isIPv6(host) ? `[${host}]` : host)

/** Others may pass through it, so that the database's own account reaches its part; the keys inside are closed to all. */
const dataFolder = (folder: string) => mkdirSync(folder, { recursive: true, mode: 0o711 })

const openGround = async (config: Config, { databases, root }: Given, log: Log, closing: AsyncDisposableStack) => {
  if (!databases) dataFolder(config.dataDir)
  const key = root ?? loadRootKey(config.keyFile)
  signCursorsWith(key.subkey('cursors'))
  return { root: key, databases: databases ?? (await openDatabases(config, key.subkey('postgres roles'), log, closing)) }
}

const openCatcher = async ({ sandbox }: Config, { pools }: Stores, closing: AsyncDisposableStack) => {
  if (!sandbox) return undefined
  const catcher = await startMailCatcher({ pool: pools.platform })
  closing.defer(() => catcher.close())
  return catcher
}

const serve = async ({ roles, host }: Config, port: number, deps: HttpDeps, closing: AsyncDisposableStack) => {
  if (!roles.has('api')) return undefined
  const app = await buildServer(deps)
  closing.defer(() => app.close())
  await app.listen({ host, port })
  return app
}

const open = async (config: Config, given: Given, closing: AsyncDisposableStack): Promise<Kontor> => {
  const log = pino({ level: config.logLevel })
  const { root, databases } = await openGround(config, given, log, closing)
  const stores = await openStores(
    { databases, eventStoreUrl: config.eventStoreUrl, root, onLost: given.onLost ?? (() => {}), around: given.around, storePort: given.storePort },
    closing,
  )
  const heard = await notifications(databases.url('kontor_platform'), [viewsChannel, workChannel])
  closing.defer(() => heard.close())

  // Chosen before listening, because letters and links carry the address.
  const port = config.port === 0 ? await freePort(config.host) : config.port
  const url = config.publicUrl ?? `http://localhost:${port}`
  const ready = readiness(stores)
  let projector: Projector | undefined
  const catcher = await openCatcher(config, stores, closing)
  const localUrl = `http://${localHost(config.host)}:${port}`
  const deps = await openDeps(
    { config, url, localUrl, log, root, stores, told: heard, projector: () => projector, catcher, notReady: ready.missing },
    closing,
  )
  const app = await serve(config, port, deps, closing)

  if (config.admin) await seedAdmin(deps, config.admin)
  // Before anybody follows the log: six months are read faster in one go than as they are told, and nobody has to do what was done already.
  const told = config.demo ? await seedDemo(deps, config.demoHistory ? historyOf(deps) : undefined) : undefined
  if (config.roles.has('projector')) projector = await openProjector(stores, log, closing)
  if (config.roles.has('worker')) {
    const mail = openMail({ smtpUrl: config.smtpUrl ?? catcher?.smtpUrl, from: config.mailFrom, publicUrl: url }, stores, log, closing)
    openWork(stores, allEffects(stores, mail, deps), heard, log, closing)
    deps.pollBitrix24(closing)
  }
  if (told !== undefined)
    await ready.until(
      told,
      allProjections.map(({ name }) => name),
    )
  ready.done()
  return { url, config, deps, stores, app, projector, stop: () => closing.disposeAsync() }
}

/** Joins everything and starts it; resolves when it is ready to serve. Whatever was opened is closed again when the start fails or `signal` aborts it. */
export const startKontor = async (config: Config, signal: AbortSignal, given: Given = {}): Promise<Kontor> => {
  const closing = new AsyncDisposableStack()
  try {
    const kontor = await open(config, given, closing)
    signal.throwIfAborted()
    return kontor
  } catch (error) {
    await closing.disposeAsync()
    throw error
  }
}
