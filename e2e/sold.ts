import { userAgents } from './browsers.ts'
import { joined, outsideOf, stranger } from './outside.ts'

type Link = { readonly linkId: string; readonly code: string }
type Bought = { readonly deal?: { readonly dealId: string }; readonly reward?: { readonly rewardId: string } }

/** A new partner of the demo with a link to a form of ours. */
export const linked = async (url: string, name: string) => {
  const partner = await joined(url, name)
  const { ask } = outsideOf(url)
  const made = await ask<Link>('POST', '/api/v1/links', { type: 'iframe', title: `Form ${name}` }, { token: partner.token })
  return { partner, ...made.body }
}

/** A sale that is over: such a link was clicked, its form sent and the deal won, and the reward of it is free to be requested. */
export const sold = async (url: string, names: { readonly partner: string; readonly customer: string }) => {
  const { ask, until, inCrm } = outsideOf(url)
  const { partner, ...link } = await linked(url, names.partner)
  const asked = { token: partner.token }
  const clicked = await ask('GET', `/r/${link.code}`, undefined, { headers: { 'user-agent': userAgents.desktop } })
  const kid = new URL(clicked.headers.get('location') ?? '', url).searchParams.get('kid')
  const customer = stranger(names.customer)
  const { body } = await ask<{ readonly customerId: string }>('POST', `/f/${link.code}`, { ...customer, consent: true, kid })
  const { ID } = await inCrm(customer.name)
  await ask('POST', `/sandbox/bitrix24/deals/${ID}`, { STAGE_ID: 'WON', OPPORTUNITY: '12345.00' })
  const bought = await until<Bought>('the reward', `/api/v1/customers/${body.customerId}`, asked, ({ reward }) => reward !== undefined)
  return {
    ...link,
    partner,
    customer,
    customerId: body.customerId,
    dealId: bought.deal?.dealId ?? '',
    rewardId: bought.reward?.rewardId ?? '',
  }
}
