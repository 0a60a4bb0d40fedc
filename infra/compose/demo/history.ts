import { platformTenant } from '@kontor/core/kernel'
import { holderOf, reserve } from '@kontor/core/reservations'
import type { SandboxSeed } from '@kontor/gateways/http'
import { planDemo } from './plan.ts'
import { sandboxDealsOf } from './sandbox-deals.ts'
import { tellClicks, tellLinks } from './tell-clicks.ts'
import { type StageNames, tellDeals } from './tell-deals.ts'
import { tellMoney } from './tell-money.ts'
import { tellNetwork } from './tell-partners.ts'
import { metaAt, type Telling, type TellingPorts } from './telling.ts'

export type HistoryPorts = TellingPorts & {
  readonly stages: StageNames
  readonly seedSandbox: (tenantId: string, deals: readonly SandboxSeed[]) => Promise<void>
}
export type Base = Pick<Telling, 'tenantId' | 'programmeId' | 'ownerId'> & {
  readonly partner: Telling['partners'][number] /** When the history ends. */
  readonly end: string
}

/**
 * Six months of life, told by commands with past times (api.md "Demo"). Told once: the name reserved at the end says that it is whole, and a start that was cut off
 * is completed by the next, since every command finds itself in the log. It leaves no work: what policies would do is told here as well.
 */
export const tellHistory = async (ports: HistoryPorts, { partner, end, ...place }: Base): Promise<void> => {
  const name = { tenantId: platformTenant, key: ports.keyed('demo-history', '1') }
  if (await holderOf(ports, name)) return
  const plan = planDemo(end)
  const others = await tellNetwork(ports, place, end)
  const telling: Telling = { ...ports, ...place, partners: [partner, ...others] }
  await tellLinks(telling, plan)
  const places = await tellClicks(telling, plan)
  await tellDeals(telling, plan, places, ports.stages)
  await tellMoney(telling, plan, end)
  await ports.seedSandbox(place.tenantId, sandboxDealsOf(telling, plan))
  await reserve(ports, name, { by: place.tenantId, tenantId: place.tenantId }, async () => true, metaAt(telling, 'history', Date.parse(end)))
}
