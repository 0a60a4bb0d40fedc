import { ConnectCrm, type CrmSettings, crms, DisconnectCrm } from '@kontor/core/deals'
import { type Meta, stateOf } from '@kontor/core/kernel'
import { InvalidInput } from '../plugins/invalid-input.ts'
import type { HttpDeps } from '../ports.ts'
import type { ConnectionChange } from './contract.ts'

type Ports = Pick<HttpDeps, 'execute' | 'log' | 'bitrix24' | 'sandboxBitrix24'>

/** Five minutes: what the portal's events lose is not missed for longer. */
const defaults = { entity: 'deal', funnelId: 0, stageId: undefined, reconcileSeconds: 300 } as const

export const settingsNow = async (ports: Pick<Ports, 'log'>, tenantId: string): Promise<CrmSettings | undefined> =>
  (await stateOf(ports, crms, tenantId, tenantId)).settings

const invalid = (pointer: string, code: string, message: string) => new InvalidInput('body', [{ pointer, code, message }])

/** Raises InvalidInput for a stand-in that is not there, and for a first connection that does not say where. */
const portalOf = ({ sandboxBitrix24 }: Ports, { portal, webhookUrl }: ConnectionChange, now: CrmSettings | undefined): string => {
  if (portal === 'sandbox' && webhookUrl !== undefined) throw invalid('/portal', 'field.invalid', 'Either the sandbox or an address')
  if (portal === 'sandbox' && !sandboxBitrix24) throw invalid('/portal', 'field.invalid', 'The sandbox is off')
  const named = portal ?? (webhookUrl === undefined ? now?.portal : new URL(webhookUrl).host)
  if (named === undefined) throw invalid('/webhookUrl', 'field.required', 'Where is the portal?')
  return named
}

/** Secrets go into the vault before the fact that refers to them. */
export const changeConnection = async (ports: Ports, change: ConnectionChange, meta: Meta): Promise<{ position: string }> => {
  const { tenantId } = meta
  if (change.enabled === false) return ports.execute(crms, tenantId, DisconnectCrm({ crm: 'bitrix24' }, meta))
  const now = await settingsNow(ports, tenantId)
  const portal = portalOf(ports, change, now)
  const { webhookUrl, applicationToken, entity, funnelId, stageId, reconcileSeconds } = change
  const known = { ...defaults, ...now }
  const secretRef = await ports.bitrix24.keepSecrets(tenantId, {
    ...(webhookUrl !== undefined && { webhookUrl: webhookUrl.replace(/\/?$/, '/') }),
    ...(applicationToken !== undefined && { applicationToken }),
  })
  const stage = stageId ?? known.stageId
  const settings = {
    crm: 'bitrix24' as const,
    portal,
    entity: entity ?? known.entity,
    funnelId: funnelId ?? known.funnelId,
    reconcileSeconds: reconcileSeconds ?? known.reconcileSeconds,
    ...(portal !== 'sandbox' && { secretRef }),
    ...(stage !== undefined && { stageId: stage }),
  }
  return ports.execute(crms, tenantId, ConnectCrm(settings, meta))
}
