import type { AddressInfo } from 'node:net'
import type { SandboxBitrix24, SandboxSeed } from '@kontor/gateways/http'
import { type Clock, systemClock } from '@kontor/gateways/kernel'
import type { DatabasePool } from 'slonik'
import { decimal, ofMinor } from './decimal.ts'
import { faultSwitches } from './faults.ts'
import { type Item, itemStore } from './items.ts'
import { leakyBucket } from './leaky-bucket.ts'
import type { Context } from './methods/method.ts'
import { outgoingEvents } from './outgoing-events.ts'
import { restServer } from './rest-server.ts'
import { isStage, stagesByEntity } from './stages.ts'
import { asOldDeal } from './told-as.ts'

type Options = {
  /** Of `kontor_platform`. */
  readonly pool: DatabasePool
  /** The secret in a portal's webhook address, and whose it is. */
  readonly secretOf: (portal: string) => string
  readonly portalOf: (secret: string) => string | undefined
  /** Where a portal tells its events, and the token by which they are known. */
  readonly hookUrl: (portal: string) => string
  readonly tokenOf: (portal: string) => string
  readonly clock?: Clock
}

export type RunningSandbox = {
  /** `http://127.0.0.1:<port>`. */
  readonly origin: string
  /** The address of a portal's inbound webhook, ending in a slash. */
  readonly webhookUrl: (portal: string) => string
  readonly port: SandboxBitrix24
  readonly close: () => Promise<void>
}

const deal = 2
const contact = 3

const seeded = (
  portal: string,
  { id, title, stageId, opportunity, currency, originId, createdAt, updatedAt, name, phone }: SandboxSeed,
): readonly Item[] => {
  const place = { portal, id, createdAt, updatedAt, movedAt: updatedAt }
  const fields = {
    title,
    stageId,
    categoryId: 0,
    opportunity: ofMinor(opportunity),
    currencyId: currency,
    contactId: id,
    originatorId: 'kontor',
    originId,
  }
  const fm = [{ typeId: 'PHONE', valueType: 'WORK', value: phone }]
  return [
    { ...place, entity: deal, fields },
    { ...place, entity: contact, fields: { name, fm } },
  ]
}

/** Stands in for Bitrix24: a portal a tenant, on a port of its own, with its state in Postgres. Faults are off until somebody switches them on. */
export const startSandboxBitrix24 = async ({ pool, secretOf, portalOf, hookUrl, tokenOf, clock = systemClock }: Options): Promise<RunningSandbox> => {
  const items = itemStore(pool)
  const faults = faultSwitches(pool)
  const events = outgoingEvents({ hookUrl, tokenOf, faults, clock })
  const contextOf = (portal: string): Context => ({ portal, items, now: clock.now, tell: (event, id) => events.tell(portal, event, id) })
  const server = restServer({ faults, hasRoom: leakyBucket(clock.now), portalOf, contextOf }, clock.now)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve)
  })
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const change: SandboxBitrix24['change'] = async (id, { STAGE_ID, OPPORTUNITY }) => {
    if (STAGE_ID !== undefined && !isStage(STAGE_ID)) return undefined
    const fields = { ...(STAGE_ID !== undefined && { stageId: STAGE_ID }), ...(OPPORTUNITY !== undefined && { opportunity: decimal(OPPORTUNITY) }) }
    const changed = await items.change(deal, Number(id), fields, clock.now())
    if (!changed) return undefined
    events.tell(changed.portal, 'ONCRMDEALUPDATE', changed.id)
    return asOldDeal(changed)
  }
  return {
    origin,
    webhookUrl: (portal) => `${origin}/rest/1/${secretOf(portal)}/`,
    port: {
      deals: async (q) => (await items.newestDeals(q)).map(asOldDeal),
      change,
      isStage,
      faults: faults.read,
      setFaults: faults.set,
      stages: () => (stagesByEntity['DEAL_STAGE'] ?? []).map(({ STATUS_ID, NAME }) => ({ STATUS_ID, NAME })),
      seed: async (portal, deals) => items.seed(deals.flatMap((one) => seeded(portal, one))),
    },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await Promise.all([events.close(), closed])
    },
  }
}
