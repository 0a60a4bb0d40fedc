import { Refused } from '@kontor/core/kernel'
import { type Bitrix24Deps, bitrix24Effects, call, type Portal, stageBook } from '@kontor/gateways/bitrix24'
import type { HttpDeps } from '@kontor/gateways/http'
import { type Effect, systemClock } from '@kontor/gateways/kernel'
import { addresses, crmVault, isSame, keyedToken, pollQueue, portalHealth, portals, settingsOf, startPolls } from '../bitrix24/index.ts'
import { loopbackPost, publicPost } from '../egress/index.ts'
import type { Log } from '../postgres/index.ts'
import { startSandboxBitrix24 } from '../sandbox/index.ts'
import { derivedId, keyedHash, linkCode, newId, type RootKeys, sealedText } from '../secrets/index.ts'
import { limits } from '../work/index.ts'
import type { Config } from './config.ts'
import type { Stores } from './stores.ts'

/** Beside what the edge asks for: what a worker does, and the polls that it starts once the views are there. */
export type Bitrix24Work = { readonly bitrix24Effects: readonly Effect[]; readonly pollBitrix24: (until: AsyncDisposableStack) => void }
type Opened = Pick<HttpDeps, 'bitrix24' | 'sandboxBitrix24'> & Bitrix24Work
/** `localUrl`: where this process listens. */
type Parts = { readonly config: Config; readonly localUrl: string; readonly root: RootKeys; readonly stores: Stores; readonly log: Log }

/** How long a person waits for the CRM, ms. */
const patience = 10_000

const openSandbox = async ({ config, localUrl, root, stores }: Parts, closing: AsyncDisposableStack) => {
  if (!config.sandbox) return undefined
  const keyed = keyedHash(root)
  const hooks = addresses(keyed, 'bitrix24-hook')
  const secrets = addresses(keyed, 'bitrix24-sandbox')
  const sandbox = await startSandboxBitrix24({
    pool: stores.pools.platform,
    secretOf: secrets.of,
    portalOf: secrets.tenantOf,
    // A process that only works does not listen: another one does, at the public address.
    hookUrl: (tenantId) => `${config.roles.has('api') ? localUrl : (config.publicUrl ?? localUrl)}/hooks/bitrix24/${hooks.of(tenantId)}`,
    tokenOf: (tenantId) => keyedToken(keyed, 'bitrix24-token', tenantId),
  })
  closing.defer(() => sandbox.close())
  const { post, close } = loopbackPost(sandbox.origin)
  closing.defer(close)
  return { ...sandbox, post: stores.around.post(post) }
}

type Sandbox = Awaited<ReturnType<typeof openSandbox>>

const openGateway = ({ root, stores, log }: Parts, sandbox: Sandbox, closing: AsyncDisposableStack) => {
  const { pools, execute } = stores
  const keyed = keyedHash(root)
  const open = publicPost()
  closing.defer(open.close)
  const vault = crmVault(pools.platform, sealedText(root))
  const deps: Bitrix24Deps = {
    log: stores.log,
    execute,
    portalOf: portals({ log: stores.log, vault, publicPost: open.post, sandbox }),
    limits: limits(pools.platform),
    derivedId,
    linkCode: (linkId) => linkCode(keyed, linkId),
    now: systemClock.now,
    random: Math.random,
  }
  const book = stageBook(deps.now)
  const startPolling = (until: AsyncDisposableStack) => {
    const onError = (error: unknown, doing: string) => log.warn({ error: String(error), doing }, 'work goes on after an error')
    const polls = startPolls({ ...deps, queue: pollQueue(pools.platform), clock: systemClock, newId, onError }, book)
    until.defer(() => polls.stop())
  }
  return { deps, vault, effects: bitrix24Effects(deps, book), startPolling }
}

/** A person waits for a turn as for the portal itself. False when none came in time. */
const turn = async ({ limits: taking, now }: Bitrix24Deps, { limit }: Portal, signal: AbortSignal): Promise<boolean> => {
  while (!signal.aborted) {
    const taken = await taking.take(limit, 1, now())
    if (taken.is === 'taken') return true
    await systemClock.wait(Math.max(1, taken.until - now()), signal)
  }
  return false
}

/** The gateway to Bitrix24 as the edge sees it: secrets stay behind it. */
const portOf = ({ root, stores }: Parts, { deps, vault }: ReturnType<typeof openGateway>): HttpDeps['bitrix24'] => {
  const keyed = keyedHash(root)
  const hooks = addresses(keyed, 'bitrix24-hook')
  /** The one that the tenant told us, whatever the portal; the stand-in has its own beside it. */
  const tokensOf = async (tenantId: string): Promise<readonly string[]> => {
    const settings = await settingsOf(stores, tenantId)
    if (!settings) return []
    const told = await vault.find(tenantId, 'applicationToken')
    return [...(told === undefined ? [] : [told]), ...(settings.portal === 'sandbox' ? [keyedToken(keyed, 'bitrix24-token', tenantId)] : [])]
  }
  return {
    ...portalHealth(stores.pools.platform),
    endpointOf: hooks.of,
    tenantOf: hooks.tenantOf,
    isToken: async (tenantId, token) => (await tokensOf(tenantId)).some((kept) => isSame(kept, token)),
    hasToken: async (tenantId) => (await tokensOf(tenantId)).length > 0,
    keepSecrets: async (tenantId, { webhookUrl, applicationToken }) => {
      if (webhookUrl !== undefined) await vault.keep(tenantId, 'webhookUrl', webhookUrl)
      if (applicationToken !== undefined) await vault.keep(tenantId, 'applicationToken', applicationToken)
      return `crm.${tenantId}`
    },
    call: async (tenantId, method, parameters) => {
      const portal = await deps.portalOf(tenantId)
      if (!portal) throw new Refused('crm.not-connected')
      const signal = AbortSignal.timeout(patience)
      if (!(await turn(deps, portal, signal))) return { ok: false, problem: 'QUERY_LIMIT_EXCEEDED' }
      const answer = await call(portal, method, parameters, signal)
      return answer.ok ? { ok: true, result: answer.result } : { ok: false, problem: answer.failure.words }
    },
  }
}

/** The gateway to Bitrix24, and its stand-in where the sandbox is on. */
export const openBitrix24 = async (parts: Parts, closing: AsyncDisposableStack): Promise<Opened> => {
  const sandbox = await openSandbox(parts, closing)
  const gateway = openGateway(parts, sandbox, closing)
  return { bitrix24: portOf(parts, gateway), sandboxBitrix24: sandbox?.port, bitrix24Effects: gateway.effects, pollBitrix24: gateway.startPolling }
}
