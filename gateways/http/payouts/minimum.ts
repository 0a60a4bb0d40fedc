import { type Money, Refused, stateOf } from '@kontor/core/kernel'
import { partners, programmes } from '@kontor/core/partners'
import type { HttpDeps } from '../ports.ts'

/** The least that a partner's programme pays out now. Raises Refused `partner.not-found`, and `partner.not-active` for one whose last token has outlived them. */
export const minimumFor = async (deps: Pick<HttpDeps, 'log'>, tenantId: string, partnerId: string): Promise<Money> => {
  const partner = await stateOf(deps, partners, tenantId, partnerId)
  if (partner.status === 'none') throw new Refused('partner.not-found')
  if (partner.status !== 'active') throw new Refused('partner.not-active')
  const { terms, currency } = await stateOf(deps, programmes, tenantId, partner.programmeId)
  return terms?.minimumPayout ?? { minor: 0n, currency }
}
