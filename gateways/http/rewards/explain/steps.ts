import { CustomerReferred, DealOpened, DealPushed, DealStageMoved, DealWon } from '@kontor/core/deals'
import type { Recorded } from '@kontor/core/kernel'
import { PaymentRequested } from '@kontor/core/payouts'
import type { ExplanationStep } from '../contract.ts'
import { type Audience, shownTo } from './audience.ts'
import type { Facts } from './facts.ts'

const place = ({ position }: Recorded) => BigInt(position)
const inOrder = (events: readonly Recorded[]) => events.toSorted((one, other) => Number(place(one) - place(other)))
const ofType = (events: readonly Recorded[], ...definitions: readonly { readonly type: string }[]) =>
  events.filter(({ type }) => definitions.some((definition) => definition.type === type))

/** What the payouts did that had one of these rows in them. */
const paymentsOf = (account: readonly Recorded[], rowIds: readonly string[]) => {
  const requests = ofType(account, PaymentRequested) as readonly Recorded<ReturnType<typeof PaymentRequested>>[]
  const payoutIds = requests.filter(({ data }) => data.rewardIds.some((id) => rowIds.includes(id))).map(({ data }) => data.payoutId)
  return account.filter(({ type, data }) => type.startsWith('payouts.') && payoutIds.includes((data as { payoutId: string }).payoutId))
}

type Story = { readonly story: readonly Recorded[]; readonly last: Recorded; readonly rowIds: readonly string[] }

/**
 * The facts in the order in which a person tells them: how the customer came, how the deal went until it was won, which terms held, and then what happened to the
 * money, up to the last fact of the reward itself.
 */
export const stepsOf = (
  { click, customer, attributed, deal, published, own, account }: Facts,
  { story, last, rowIds }: Story,
): readonly Recorded[] => {
  const won = ofType(deal, DealWon)[0]
  const until = deal.filter(({ revision }) => !won || revision < won.revision)
  const since = deal.filter(
    ({ revision }) => won && revision > won.revision && !ofType(deal, DealPushed, DealStageMoved).some((one) => one.revision === revision),
  )
  const before = [
    ...click,
    ...ofType(customer, CustomerReferred),
    ...(attributed ? [attributed] : []),
    ...ofType(until, DealOpened),
    ...ofType(deal, DealPushed),
    ...ofType(until, DealStageMoved),
    ...(won ? [won] : []),
    published,
    ...(own ? [own] : []),
  ]
  return [...before, ...inOrder([...story, ...since, ...paymentsOf(account, rowIds)])].filter((event) => place(event) <= place(last))
}

const inJson = (data: unknown) => JSON.parse(JSON.stringify(data, (_, value) => (typeof value === 'bigint' ? String(value) : value)))

/** A fact with its place in the log, so that anybody who may can look it up there. */
export const stepShown = ({ type, stream, revision, position, meta, data }: Recorded, audience: Audience): ExplanationStep => ({
  event: type,
  stream,
  revision: String(revision),
  position,
  occurredAt: meta.occurredAt,
  recordedAt: meta.recordedAt,
  data: shownTo(inJson(data), audience),
})
