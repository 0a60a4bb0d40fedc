import { mkdirSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { buildServer, type HttpDeps } from '@kontor/gateways/http'
import { type Projector, signCursorsWith, viewsChannel } from '@kontor/projections/kernel'
import { pino } from 'pino'
import { credentials as vault } from '../postgres/credentials.ts'
import type { Databases } from '../postgres/index.ts'
import { pgPool } from '../postgres/index.ts'
import { notifications } from '../postgres/notifications.ts'
import { families as refreshFamilies } from '../postgres/refresh-families.ts'
import { throttle } from '../postgres/throttle.ts'
import { startMailCatcher } from '../sandbox/index.ts'
import { derivedId, keyedHash, loadRootKey, newId, passwords, type RootKeys, refreshTokens, tokens } from '../secrets/index.ts'
import { workChannel, workOperations } from '../work/index.ts'
import { uiFolder } from './assets.ts'
import type { Config } from './config.ts'
import { demoPeople, seedAdmin, seedDemo } from './demo.ts'
import { readiness } from './readiness.ts'
import { openDatabases, openStores, type Stores } from './stores.ts'
import { allProjections, changesFrom, openProjector, openReading, projectionOperations } from './views.ts'
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

/** What a start is given when its databases are already there (tests); otherwise it opens its own. */
type Given = { readonly databases?: Databases; readonly root?: RootKeys; readonly onLost?: (why: Error) => void }

/** Chosen before listening, because letters and links carry the address. */
const freePort = (host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject).listen(0, host, () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })

/** Others may pass through it, so that the database's own account reaches its part; the keys inside are closed to all. */
const dataFolder = (folder: string) => mkdirSync(folder, { recursive: true, mode: 0o711 })

const open = async (config: Config, { databases, root: givenRoot, onLost = () => {} }: Given, closing: AsyncDisposableStack): Promise<Kontor> => {
  if (!databases) dataFolder(config.dataDir)
  const root = givenRoot ?? loadRootKey(config.keyFile)
  const log = pino({ level: config.logLevel })
  const ours = databases ?? (await openDatabases(config, root.subkey('postgres roles'), log, closing))
  const stores = await openStores({ databases: ours, eventStoreUrl: config.eventStoreUrl, root, onLost }, closing)
  const told = await notifications(ours.url('kontor_platform'), [viewsChannel, workChannel])
  closing.defer(() => told.close())
  signCursorsWith(root.subkey('cursors'))

  const sessions = pgPool(ours.url('kontor_platform'), { max: 6 })
  closing.defer(() => sessions.end())
  const keyed = keyedHash(root)
  const families = refreshFamilies(sessions, refreshTokens(root))
  const credentials = vault(sessions, passwords())
  const ready = readiness(stores)
  const port = config.port === 0 ? await freePort(config.host) : config.port
  const url = config.publicUrl ?? `http://localhost:${port}`

  const projector = config.roles.has('projector') ? await openProjector(stores, log, closing) : undefined
  const catcher = config.sandbox ? await startMailCatcher({ pool: stores.pools.platform }) : undefined
  if (catcher) closing.defer(() => catcher.close())

  const deps: HttpDeps = {
    config: {
      publicUrl: url,
      production: config.production,
      trustProxy: config.trustProxy,
      metricsToken: config.metricsToken,
      uiFolder: uiFolder(),
      demoPeople: config.demo ? demoPeople : [],
      sandbox: config.sandbox,
      logLevel: config.logLevel,
    },
    now: () => new Date().toISOString(),
    newId,
    derivedId,
    keyed,
    execute: stores.execute,
    log: stores.log,
    read: await openReading(stores, told, closing),
    tokens: tokens(root),
    credentials,
    families,
    throttle: throttle(sessions, keyed),
    operations: { ...projectionOperations(stores, projector), ...workOperations(stores.pools.platform, ['email', 'sessions', 'privacy']) },
    onChange: changesFrom(told),
    notReady: ready.missing,
    caughtLetters: catcher?.letters,
  }

  const app = config.roles.has('api') ? await buildServer(deps) : undefined
  if (app) closing.defer(() => app.close())
  await app?.listen({ host: config.host, port })

  const smtpUrl = config.smtpUrl ?? catcher?.smtpUrl
  if (config.roles.has('worker') && smtpUrl) {
    const mail = openMail({ url: smtpUrl, from: config.mailFrom, publicUrl: url }, stores, closing)
    openWork(stores, allEffects(stores, mail, deps), told, log, closing)
  }

  if (config.admin) await seedAdmin(deps, config.admin)
  if (config.demo)
    await ready.until(
      await seedDemo(deps),
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
