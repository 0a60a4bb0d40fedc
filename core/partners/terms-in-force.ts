import type { Message } from '../kernel/index.ts'
import type { PartnerEvent } from './states/partner.ts'
import type { ProgrammeEvent, Terms } from './states/programme.ts'

export type TermsInForce = {
  readonly terms: Terms
  readonly percent: string
  /** The share is the partner's own, in place of the programme's. */
  readonly personal: boolean
}

const until = <E extends Message>(events: readonly Message[], at: string, type: E['type']) =>
  (events as readonly E[]).filter((event) => event.type === type && Date.parse(event.meta.occurredAt) <= Date.parse(at)).at(-1)

/**
 * The terms of a moment (money.md 2a): the programme's version and the partner's own share, each the latest not after `at`, UTC. Later ones change nothing for it.
 * Undefined when the programme had no terms yet.
 */
export const termsInForce = (programme: readonly Message[], partner: readonly Message[], at: string): TermsInForce | undefined => {
  const published = until<Extract<ProgrammeEvent, { type: 'partners.TermsPublished' }>>(programme, at, 'partners.TermsPublished')
  if (!published) return undefined
  const own = until<Extract<PartnerEvent, { type: 'partners.PartnerTermsSet' }>>(partner, at, 'partners.PartnerTermsSet')
  const { programmeId: _, ...terms } = published.data
  return { terms, percent: own?.data.percent ?? terms.percent, personal: own !== undefined }
}
