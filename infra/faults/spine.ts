import { type Ask, eventually } from './client.ts'

/** One customer's way from a click to the money and back: what it left behind. */
export type Walked = {
  readonly name: string
  readonly phone: string
  readonly customerId: string
  readonly dealId: string
  readonly rewardId: string
  readonly payoutId: string
  /** The negative row by which the refund took back its share. */
  readonly lineId: string
}

type Customer = { deal?: { dealId: string }; reward?: { rewardId: string; status: string } }
type Items<T> = { readonly items: readonly T[] }

const userAgent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36'
const kidOf = (location: string | null) => new URL(location ?? '').searchParams.get('kid')

/** What the sale brings and what is given back of it, so little that a later payout always outweighs what earlier refunds left open. */
export const sale = { opportunity: '12345.00', minor: 1_234_500n, refund: 10_000n }

/** The ground that a walk needs: a partner's link. Answers its code. */
export const layGround = async (ask: Ask): Promise<string> => {
  const link = { type: 'direct', title: 'Fault suite', targetUrl: 'https://shop.test/' }
  const { body } = await ask({ path: '/api/v1/links', method: 'POST', as: 'partner', key: 'link', body: link })
  return (body as { code: string }).code
}

/**
 * Click, form, deal in the CRM, won there, reward, payout requested, approved and paid, refund: by HTTP alone, with keys, as people and their programs do it.
 * Raises when a step is refused, and when `until` aborts.
 */
export const walk = async (ask: Ask, code: string, person: { name: string; phone: string }, until: AbortSignal): Promise<Walked> => {
  const { name, phone } = person
  const command = (step: string, as: 'owner' | 'partner', path: string, body: unknown) =>
    ask({ path: `/api/v1${path}`, method: 'POST', as, key: `${step} ${phone}`.replace(/\s/g, '-'), body })
  const look = async <T>(path: string) => (await ask({ path: `/api/v1${path}`, as: 'partner' })).body as T

  const kid = kidOf((await ask({ path: `/r/${code}`, userAgent })).location)
  const sent = await ask({ path: `/f/${code}`, method: 'POST', key: `form-${phone}`, body: { name, phone, consent: true, kid } })
  const { customerId, position } = sent.body as { customerId: string; position: string }
  const inCrm = () => ask({ path: `/sandbox/bitrix24/deals?q=${encodeURIComponent(name)}` })
  const { ID } = await eventually(async () => ((await inCrm()).body as Items<{ ID: string }>).items[0], until)
  await ask({ path: `/sandbox/bitrix24/deals/${ID}`, method: 'POST', body: { STAGE_ID: 'WON', OPPORTUNITY: sale.opportunity } })

  const { dealId, rewardId } = await eventually(async () => {
    const { deal, reward } = await look<Customer>(`/customers/${customerId}?after=${position}`)
    return deal && reward?.status === 'available' ? { ...deal, ...reward } : undefined
  }, until)
  const { payoutId } = (await command('ask', 'partner', '/payouts', { rewardIds: [rewardId] })).body as { payoutId: string }
  await command('approve', 'owner', `/payouts/${payoutId}/approve`, {})
  await command('paid', 'owner', `/payouts/${payoutId}/paid`, { reference: `bank-${phone}` })
  const amount = { minor: String(sale.refund), currency: 'RUB' }
  await command('refund', 'owner', `/deals/${dealId}/refund`, { amount, externalId: `refund-${phone}` })
  const lineId = await eventually(async () => {
    const { items } = await look<Items<{ rewardId: string; reverses?: string }>>(`/rewards?dealId=${dealId}`)
    return items.find(({ reverses }) => reverses === rewardId)?.rewardId
  }, until)
  return { name, phone, customerId, dealId, rewardId, payoutId, lineId }
}
