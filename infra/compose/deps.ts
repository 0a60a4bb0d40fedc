import type { HttpConfig, HttpDeps } from '@kontor/gateways/http'
import type { Projector } from '@kontor/projections/kernel'
import { headOf } from '../eventstore/client/index.ts'
import { credentials } from '../postgres/credentials.ts'
import { type Log, pgPool } from '../postgres/index.ts'
import type { Notifications } from '../postgres/notifications.ts'
import { families } from '../postgres/refresh-families.ts'
import { throttle } from '../postgres/throttle.ts'
import type { MailCatcher } from '../sandbox/index.ts'
import { derivedId, keyedHash, linkCode, newId, passwords, type RootKeys, refreshTokens, tokens } from '../secrets/index.ts'
import { workOperations } from '../work/index.ts'
import { uiFolder } from './assets.ts'
import { type Bitrix24Work, openBitrix24 } from './bitrix24.ts'
import type { Config } from './config.ts'
import { demoPeople } from './demo.ts'
import { openLinks } from './links.ts'
import type { Stores } from './stores.ts'
import { changesFrom, openReading, projectionOperations } from './views.ts'
import { gateways } from './work.ts'

type Parts = {
  readonly config: Config
  readonly url: string
  /** Where this process listens, for what reaches it from this machine. */
  readonly localUrl: string
  readonly log: Log
  readonly root: RootKeys
  readonly stores: Stores
  readonly told: Notifications
  /** Undefined before it has started, and in a process that feeds no views. */
  readonly projector: () => Projector | undefined
  readonly catcher: MailCatcher | undefined
  readonly notReady: HttpDeps['notReady']
}

const httpConfig = ({ production, trustProxy, metricsToken, demo, sandbox, logLevel }: Config, publicUrl: string): HttpConfig => ({
  publicUrl,
  production,
  trustProxy,
  metricsToken,
  uiFolder: uiFolder(),
  demoPeople: demo ? demoPeople : [],
  sandbox,
  logLevel,
})

/** Sign-in's own pool: a flood of guesses must not keep the screens of the platform waiting. */
const openSignIn = (root: RootKeys, { databases }: Stores, closing: AsyncDisposableStack) => {
  const pool = pgPool(databases.url('kontor_platform'), { max: 6 })
  closing.defer(() => pool.end())
  const keyed = keyedHash(root)
  return {
    keyed,
    tokens: tokens(root),
    credentials: credentials(pool, passwords()),
    families: families(pool, refreshTokens(root)),
    throttle: throttle(pool, keyed),
  }
}

/** What the HTTP face asks of the machine, and what was opened with it for the workers. */
export type Deps = HttpDeps & Bitrix24Work

/** Everything the HTTP face asks of the machine behind it. */
export const openDeps = async (parts: Parts, closing: AsyncDisposableStack): Promise<Deps> => {
  const { config, url, root, stores, told, projector, catcher, notReady } = parts
  const signIn = openSignIn(root, stores, closing)
  return {
    ...signIn,
    config: httpConfig(config, url),
    now: () => new Date().toISOString(),
    newId,
    derivedId,
    execute: stores.execute,
    log: stores.log,
    read: await openReading(stores, told, closing),
    operations: { ...projectionOperations(stores, projector), ...workOperations(stores.pools.platform, gateways) },
    onChange: changesFrom(told),
    notReady,
    caughtLetters: catcher?.letters,
    head: () => headOf(stores.client),
    linkCode: (linkId) => linkCode(signIn.keyed, linkId),
    ...(await openLinks(stores, closing)),
    ...(await openBitrix24(parts, closing)),
  }
}
