import { CustomerAttributed, customers, DealWon, deals } from '@kontor/core/deals'
import { type Message, type MessageOf, type Recorded, Refused, streamOfAggregate } from '@kontor/core/kernel'
import { PartnerTermsSet, partners, programmes, TermsPublished } from '@kontor/core/partners'
import { RewardAccrued } from '@kontor/core/rewards'
import type { HttpDeps } from '../../ports.ts'

type Log = Pick<HttpDeps, 'log'>
type Definition<M extends Message> = ((...args: never[]) => M) & { readonly type: string }
const all = <M extends Message>(events: readonly Recorded[], { type }: Definition<M>) =>
  events.filter((event): event is Recorded<M> => event.type === type)

const streamsOf = (tenantId: string, { data }: MessageOf<typeof RewardAccrued>) => ({
  customer: streamOfAggregate(customers, tenantId, data.customerId),
  deal: streamOfAggregate(deals, tenantId, data.dealId),
  programme: streamOfAggregate(programmes, tenantId, data.programmeId),
  partner: streamOfAggregate(partners, tenantId, data.partnerId),
})

/** The click that decided, by its place in the log. */
const clickOf = async ({ log }: Log, attributed: MessageOf<typeof CustomerAttributed> | undefined): Promise<readonly Recorded[]> => {
  const click = attributed?.data.click
  return click ? log.readPart(click.stream, { from: BigInt(click.revision), direction: 'forwards', count: 1 }) : []
}

/** Under which terms: the version that the reward pinned, and the partner's own share when that went before it. */
const termsOf = (programme: readonly Recorded[], partner: readonly Recorded[], accrued: MessageOf<typeof RewardAccrued>, wonAt: string) => {
  const published = all(programme, TermsPublished).find(({ data }) => data.version === accrued.data.termsVersion)
  if (!published) throw new Error(`the programme ${accrued.data.programmeId} has no terms ${accrued.data.termsVersion}`)
  const until = ({ meta }: Message) => Date.parse(meta.occurredAt) <= Date.parse(wonAt)
  const own = accrued.data.personalRate ? all(partner, PartnerTermsSet).filter(until).at(-1) : undefined
  return { published, own }
}

/**
 * All that the log knows of how a reward came about, read from the streams themselves. `account` is its account's; `rootId` is the reward of the deal, not a row
 * that corrects it. Raises Refused `reward.not-found`.
 */
export const factsOf = async (deps: Log, tenantId: string, account: readonly Recorded[], rootId: string) => {
  const accrued = all(account, RewardAccrued).find(({ data }) => data.rewardId === rootId)
  if (!accrued) throw new Refused('reward.not-found')
  const streams = streamsOf(tenantId, accrued)
  const [customer, deal, programme, partner] = await Promise.all(
    [streams.customer, streams.deal, streams.programme, streams.partner].map(async (stream) => (await deps.log.read(stream)).events),
  )
  const attributed = all(customer ?? [], CustomerAttributed).at(-1)
  const wonAt = all(deal ?? [], DealWon)[0]?.meta.occurredAt ?? accrued.meta.occurredAt
  return {
    account,
    accrued,
    attributed,
    customer: customer ?? [],
    deal: deal ?? [],
    click: await clickOf(deps, attributed),
    ...termsOf(programme ?? [], partner ?? [], accrued, wonAt),
  }
}
export type Facts = Awaited<ReturnType<typeof factsOf>>
