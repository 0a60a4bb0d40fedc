import { customers, DealWon, dealIdOf, deals, OpenDeal, ReferCustomer, RefundDeal, type Touch, WinDeal } from '@kontor/core/deals'
import { accountOf, type Message, type Meta, streamOf, streamOfAggregate } from '@kontor/core/kernel'
import { testMeta } from '@kontor/core/kernel/testing'
import { ClickRecorded } from '@kontor/core/links'
import { ApprovePartner, OpenProgramme, PublishTerms, partners, programmes, RegisterPartner, SetPartnerTerms } from '@kontor/core/partners'
import { RewardAccrued, rewardIdOf, rewards } from '@kontor/core/rewards'
import { OpenTenant, tenants } from '@kontor/core/tenancy'
import type { HttpDeps } from '../ports.ts'
import { signedIn } from '../testing.ts'

type Ports = Pick<HttpDeps, 'execute' | 'log' | 'newId' | 'derivedId' | 'now' | 'families' | 'tokens' | 'onChange'>
const rub = (minor: bigint) => ({ minor, currency: 'RUB' })

/** A tenant of its own with one programme, and partners who bring customers and earn, all by commands. */
export const earningTenant = async (deps: Ports, { percent = '10', holdDays = 0, minimum = 0n, timeZone = 'Europe/Moscow' } = {}) => {
  const [tenantId, programmeId, ownerId] = [deps.newId(), deps.newId(), deps.newId()]
  const by = (changes: Partial<Meta> = {}): Meta =>
    testMeta({ tenantId, actor: { kind: 'user', id: ownerId }, commandId: deps.newId(), occurredAt: deps.now(), recordedAt: deps.now(), ...changes })
  const slug = `s${tenantId.slice(-12)}`
  await deps.execute(tenants, tenantId, OpenTenant({ tenantId, slug, name: 'Earning', timeZone }, by()))
  await deps.execute(programmes, programmeId, OpenProgramme({ programmeId, slug, name: 'Programme', currency: 'RUB', timeZone }, by()))
  const publish = (terms: { percent: string; holdDays: number; minimum: bigint }, at = deps.now()) =>
    deps.execute(
      programmes,
      programmeId,
      PublishTerms({ programmeId, percent: terms.percent, holdDays: terms.holdDays, minimumPayout: rub(terms.minimum) }, by({ occurredAt: at })),
    )
  await publish({ percent, holdDays, minimum }, '2026-01-01T00:00:00.000Z')

  const join = async (name: string) => {
    const partnerId = deps.newId()
    const userId = deps.newId()
    const application = { partnerId, programmeId, userId, name, email: `${partnerId}@mail.test`, language: 'ru', knownAccount: false } as const
    await deps.execute(partners, partnerId, RegisterPartner({ ...application, applicationKey: `key_${partnerId}` }, by()))
    await deps.execute(partners, partnerId, ApprovePartner({ partnerId }, by()))
    const headers = await signedIn(deps, { tenantId, role: 'partner', partnerId, userId })
    const personal = (own: string, at = deps.now()) =>
      deps.execute(partners, partnerId, SetPartnerTerms({ partnerId, percent: own }, by({ occurredAt: at })))
    return { partnerId, userId, headers, personal }
  }

  const click = async (partnerId: string, occurredAt = deps.now()): Promise<Touch> => {
    const [clickId, linkId] = [deps.newId(), deps.newId()]
    const stream = streamOf('clicks', tenantId, clickId)
    const seen = {
      address: '203.0.113.7',
      userAgent: 'Firefox',
      referer: 'https://t.me/x',
      visitor: 'v1',
      visit: 'visit_1',
      day: occurredAt.slice(0, 10),
    }
    const data = {
      clickId,
      linkId,
      code: '0123456789ab',
      partnerId,
      kind: 'person',
      browser: 'Firefox',
      device: 'phone',
      refererHost: 't.me',
    } as const
    await deps.log.append(stream, 'no-stream', [
      {
        id: deps.newId(),
        event: ClickRecorded({ ...data, ...seen, dayKey: deps.derivedId('day-key', `${tenantId}.${seen.day}`) }, by({ occurredAt })),
      },
    ])
    return { clickId, linkId, partnerId, occurredAt, stream, revision: '0' }
  }

  const refer = async (partnerId: string, name: string, touches: readonly Touch[] = [], at = deps.now()) => {
    const customerId = deps.newId()
    const own = touches.find((touch) => touch.partnerId === partnerId)
    const brought = { customerId, partnerId, programmeId, source: own ? ('form' as const) : ('manual' as const), name, phone: '+79000000001' }
    const clicked = own && { clickId: own.clickId, linkId: own.linkId }
    const command = ReferCustomer(
      { ...brought, ...clicked, touches: [...touches], known: [], nameKeys: [], suspicious: false },
      by({ occurredAt: at }),
    )
    await deps.execute(customers, customerId, command)
    const dealId = dealIdOf(deps.derivedId, customerId)
    await deps.execute(deals, dealId, OpenDeal({ dealId, customerId, partnerId, programmeId }, by({ occurredAt: at })))
    return { customerId, dealId, partnerId, rewardId: rewardIdOf(deps.derivedId, { partnerId, currency: 'RUB', dealId }) }
  }
  type Referred = Awaited<ReturnType<typeof refer>>

  const account = ({ rewardId }: Referred) => streamOfAggregate(rewards, tenantId, accountOf(rewardId))
  /** Resolves once the policy of the house has settled the reward because of the deal's last fact. */
  const settled = async (deal: Referred) => {
    const cause = (await deps.log.read(streamOfAggregate(deals, tenantId, deal.dealId))).events.at(-1)
    const first = cause?.type === DealWon.type
    const isIt = ({ type, data }: Message) =>
      first
        ? type === RewardAccrued.type && (data as Referred).rewardId === deal.rewardId
        : (data as { cause?: { eventId: string } }).cause?.eventId === cause?.id
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const look = async () => {
      if ((await deps.log.read(account(deal))).events.some(isIt)) resolve()
    }
    const stop = deps.onChange(() => void look().catch(reject))
    await look()
    await promise.finally(stop)
  }

  /** Wins the deal; what it earns is posted by the policies of the house. */
  const win = async (deal: Referred, sale: bigint, at = deps.now()) => {
    await deps.execute(deals, deal.dealId, WinDeal({ dealId: deal.dealId, by: 'person', amount: rub(sale) }, by({ occurredAt: at })))
    await settled(deal)
  }
  const refund = async (deal: Referred, back: bigint, at = deps.now()) => {
    const { dealId } = deal
    await deps.execute(deals, dealId, RefundDeal({ dealId, amount: rub(back), refundId: deps.newId() }, by({ occurredAt: at })))
    await settled(deal)
  }
  const earn = async (partnerId: string, name: string, sale: bigint) => {
    const deal = await refer(partnerId, name)
    await win(deal, sale)
    return deal
  }
  const owner = await signedIn(deps, { tenantId, role: 'owner', userId: ownerId })
  return { tenantId, programmeId, by, owner, publish, join, click, refer, win, refund, earn }
}
