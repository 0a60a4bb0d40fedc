import {
  customers,
  dealIdOf,
  deals,
  LoseDeal,
  MoveStage,
  OpenDeal,
  RecordPushed,
  ReferCustomer,
  RefundDeal,
  type Touch,
  WinDeal,
} from '@kontor/core/deals'
import { reserve } from '@kontor/core/reservations'
import type { Plan } from './plan.ts'
import type { PlannedCustomer } from './planned.ts'
import { linkIdOf } from './tell-clicks.ts'
import { idOf, inLanes, metaAt, type Telling } from './telling.ts'

export const customerIdOf = (telling: Telling, n: number) => idOf(telling, `customer ${n}`)
const phoneOf = (n: number) => `+7900${String(1_000_000 + n)}`
const emailOf = (n: number) => `customer${n}@demo.test`

/** As the stand-in of Bitrix24 calls them (its own list of stages). */
export type StageNames = ReadonlyMap<string, string>
const rouble = (minor: bigint) => ({ minor, currency: 'RUB' })

const refer = async (telling: Telling, planned: PlannedCustomer, places: ReadonlyMap<number, Touch>) => {
  const { n, name, partner, link, clicks, at } = planned
  const { tenantId, programmeId } = telling
  const customerId = customerIdOf(telling, n)
  const meta = (step: string) => metaAt(telling, `customer ${n} ${step}`, at)
  const nameKeys = [telling.keyed('customerphone', phoneOf(n)), telling.keyed('customeremail', emailOf(n))]
  for (const [index, key] of nameKeys.entries())
    await reserve(telling, { tenantId, key }, { by: customerId, tenantId }, async () => true, meta(`name ${index}`))
  const touches = clicks.flatMap((click) => places.get(click.n) ?? [])
  const source = link === undefined ? ('manual' as const) : ('form' as const)
  const partnerId = telling.partners[partner]?.partnerId ?? ''
  const origin = { ...(link !== undefined && { linkId: linkIdOf(telling, link) }), ...(touches[0] && { clickId: touches[0].clickId }) }
  const person = { customerId, partnerId, programmeId, source, name, phone: phoneOf(n), email: emailOf(n), ...origin }
  await telling.execute(customers, customerId, ReferCustomer({ ...person, touches, known: [], nameKeys, suspicious: false }, meta('referred')))
  return { customerId, partnerId }
}

/** The deal as the CRM worked on it: opened, handed over, moved on, closed, and where it was so, given back. */
const tellDeal = async (telling: Telling, { n, deal }: PlannedCustomer, whose: { customerId: string; partnerId: string }, stages: StageNames) => {
  const { number, openedAt, end } = deal
  const dealId = dealIdOf(telling.derivedId, whose.customerId)
  const meta = (step: string, at: number, learnedAt?: number) => metaAt(telling, `deal ${n} ${step}`, at, undefined, learnedAt)
  const { programmeId, execute } = telling
  const move = (stageId: string, at: number) =>
    execute(deals, dealId, MoveStage({ dealId, stageId, stageName: stages.get(stageId) ?? stageId, funnelId: 0 }, meta(`stage ${stageId}`, at)))
  await execute(deals, dealId, OpenDeal({ dealId, ...whose, programmeId, crm: 'bitrix24' }, meta('opened', openedAt)))
  const pushed = { dealId, crm: 'bitrix24' as const, externalId: String(number), portal: 'sandbox' }
  await execute(deals, dealId, RecordPushed(pushed, meta('pushed', openedAt + 1_200)))
  await move('NEW', openedAt + 1_500)
  for (const { stageId, at } of deal.stages) await move(stageId, at)
  if (end.is === 'open') return
  await move(end.is === 'won' ? 'WON' : 'LOSE', end.at)
  if (end.is === 'lost') return execute(deals, dealId, LoseDeal({ dealId, by: 'crm', reason: end.reason }, meta('lost', end.at)))
  await execute(deals, dealId, WinDeal({ dealId, by: 'crm', amount: rouble(end.minor) }, meta('won', end.at, end.at + 41_000)))
  if (!end.refund) return
  const { at, minor } = end.refund
  await execute(deals, dealId, RefundDeal({ dealId, amount: rouble(minor), refundId: `return-${number}` }, meta('refunded', at)))
}

export const tellDeals = (telling: Telling, plan: Plan, places: ReadonlyMap<number, Touch>, stages: StageNames) =>
  inLanes(plan.customers, async (planned) => {
    const whose = await refer(telling, planned, places)
    await tellDeal(telling, planned, whose, stages)
  })
