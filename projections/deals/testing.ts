import { CustomerReferred, DealOpened, DealWon, dealsEvents } from '@kontor/core/deals'
import { identityEvents } from '@kontor/core/identity'
import { move } from '@kontor/core/kernel'
import { id, testMeta } from '@kontor/core/kernel/testing'
import { linksEvents } from '@kontor/core/links'
import { PartnerRegistered, partnersEvents } from '@kontor/core/partners'
import { PaymentRequested, payoutsEvents } from '@kontor/core/payouts'
import { RewardAccrued, rewardsEvents } from '@kontor/core/rewards'

export const definitions = [...dealsEvents, ...identityEvents, ...linksEvents, ...partnersEvents, ...payoutsEvents, ...rewardsEvents]

/** Two tenants; in ours two partners, Анна and Boris. */
export const [ours, theirs] = [id(90), id(91)]
export const [anna, boris] = [id(70), id(71)]

/** Metadata of the nth second of the year. */
export const at = (second: number, tenantId = ours) => testMeta({ tenantId, occurredAt: new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString() })
export const seconds = (second: number) => `2026-01-01T00:00:${String(second).padStart(2, '0')}+00:00`

export const rub = (minor: bigint) => ({ minor, currency: 'RUB' })
const programmeId = id(50)

export const partner = (partnerId: string, name: string, tenantId = ours) =>
  PartnerRegistered(
    { partnerId, programmeId, userId: id(60), name, email: 'p@mail.test', language: 'ru', knownAccount: false, applicationKey: 'application_x' },
    at(0, tenantId),
  )

type Texts = { name?: string; phone?: string; email?: string; company?: string; comment?: string; linkId?: string; duplicateOfPartnerId?: string }

/** The nth customer, who came in the nth second. */
export const customer = (n: number, partnerId: string, texts: Texts & { duplicateOf?: string } = {}, tenantId = ours) =>
  CustomerReferred(
    {
      customerId: id(n),
      partnerId,
      programmeId,
      source: texts.linkId ? 'form' : 'manual',
      name: `Customer ${n}`,
      nameKeys: [],
      suspicious: false,
      ...texts,
    },
    at(n, tenantId),
  )

/** A deal bears the number of its customer, plus a hundred. */
export const dealOf = (n: number, partnerId: string) => ({ dealId: id(100 + n), customerId: id(n), partnerId, programmeId })
export const opened = (n: number, partnerId: string, crm?: 'bitrix24', tenantId = ours) =>
  DealOpened({ ...dealOf(n, partnerId), ...(crm && { crm }) }, at(10 + n, tenantId))
export const won = (n: number, partnerId: string, minor: bigint, second: number) =>
  DealWon({ ...dealOf(n, partnerId), amount: rub(minor) }, at(second))

export const rewardIdOf = (n: number) => id(200) + id(n)
export const payoutIdOf = (n: number) => id(200) + id(900 + n)
const arithmetic = [{ op: 'base' as const, in: ['1'], out: '1' }]

export const rewardOf = (n: number, partnerId: string) => ({ rewardId: rewardIdOf(n), partnerId, customerId: id(n), dealId: id(100 + n) })
export const accrued = (n: number, partnerId: string, minor: bigint, second: number) =>
  RewardAccrued(
    {
      ...rewardOf(n, partnerId),
      ...{ programmeId, amount: rub(minor), base: rub(minor * 10n), baseWord: 'deal-amount', rate: '10', termsVersion: 1, personalRate: false },
      ...{ heldUntil: '2026-02-01T00:00:00.000Z', arithmetic, entries: move('programme', 'held', minor) },
    },
    at(second),
  )
/** What a fact that moves a reward has beside its ids and amounts. */
export const cause = { cause: { kind: 'refunded', eventId: id(300) }, baseWord: 'deal-amount', arithmetic } as const

export const requested = (n: number, partnerId: string, rewardIds: string[], minor: bigint, second: number) =>
  PaymentRequested(
    {
      payoutId: payoutIdOf(n),
      partnerId,
      number: n,
      rewardIds,
      amount: rub(minor),
      requestedBy: id(60),
      entries: move('available', 'requested', minor),
    },
    at(second),
  )
