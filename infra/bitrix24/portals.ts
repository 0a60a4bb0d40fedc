import { type CrmSettings, crms } from '@kontor/core/deals'
import { type EventLog, stateOf } from '@kontor/core/kernel'
import type { Portal, Post } from '@kontor/gateways/bitrix24'
import type { RunningSandbox } from '../sandbox/index.ts'
import type { CrmVault } from './vault.ts'

type Ports = {
  readonly log: Pick<EventLog, 'read'>
  readonly vault: CrmVault
  readonly publicPost: Post
  /** Undefined when the sandbox is off. */
  readonly sandbox: (Pick<RunningSandbox, 'webhookUrl'> & { readonly post: Post }) | undefined
}

/** Portals as providers.md §2.4 tells: most let two calls a second through, and fifty at once; the stand-in is an Enterprise one. */
const ordinary = { capacity: 50, refillPerSec: 2 }
const enterprise = { capacity: 250, refillPerSec: 5 }

/** How the tenant's CRM is set up now, by the log; undefined when none is. */
export const settingsOf = async (ports: Pick<Ports, 'log'>, tenantId: string): Promise<CrmSettings | undefined> =>
  (await stateOf(ports, crms, tenantId, tenantId)).settings

const sandboxPortal = ({ sandbox }: Ports, tenantId: string) =>
  sandbox && {
    webhookUrl: sandbox.webhookUrl(tenantId),
    post: sandbox.post,
    limit: { key: `bitrix24.sandbox.${tenantId}`, ...enterprise },
    dealUrl: (id: string) => `/sandbox#deal-${id}`,
  }

const realPortal = async ({ vault, publicPost }: Ports, tenantId: string, host: string) => {
  const webhookUrl = await vault.find(tenantId, 'webhookUrl')
  if (webhookUrl === undefined) return undefined
  // The portal counts its callers by their address, so all tenants who work in one share its limit.
  return {
    webhookUrl,
    post: publicPost,
    limit: { key: `bitrix24.${host}`, ...ordinary },
    dealUrl: (id: string) => `https://${host}/crm/deal/details/${id}/`,
  }
}

/** Where a tenant's deals are worked on now; undefined when nowhere but here. */
export const portals =
  (ports: Ports) =>
  async (tenantId: string): Promise<Portal | undefined> => {
    const settings = await settingsOf(ports, tenantId)
    if (!settings) return undefined
    const { portal: name, funnelId, stageId } = settings
    const place = name === 'sandbox' ? sandboxPortal(ports, tenantId) : await realPortal(ports, tenantId, name)
    return place && { name, funnelId, stageId, ...place }
  }
