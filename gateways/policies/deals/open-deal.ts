import { CustomerReferred, crms, DuplicateDismissed, dealIdOf, deals, OpenDeal } from '@kontor/core/deals'
import { type EventLog, type Execute, type MessageOf, stateOf } from '@kontor/core/kernel'
import { type DerivedId, done, type Effect, effect } from '../../kernel/index.ts'

export type OpeningDeps = { readonly execute: Execute; readonly log: Pick<EventLog, 'read'>; readonly derivedId: DerivedId }

type Cause = MessageOf<typeof CustomerReferred | typeof DuplicateDismissed>

/** Where a tenant's deals are worked on at this moment, by the log alone; undefined: here. */
const crmOf = async (deps: Pick<OpeningDeps, 'log'>, tenantId: string) => (await stateOf(deps, crms, tenantId, tenantId)).settings?.crm

/** The data of the OpenDeal that follows from a referral, or from the operator's word that a duplicate may go on. */
export const openingOf = async (deps: Pick<OpeningDeps, 'log' | 'derivedId'>, { data, meta }: Cause): Promise<MessageOf<typeof OpenDeal>['data']> => {
  const { customerId, partnerId, programmeId } = data
  const crm = await crmOf(deps, meta.tenantId)
  return { dealId: dealIdOf(deps.derivedId, customerId), customerId, partnerId, programmeId, ...(crm && { crm }) }
}

/** Whoever is referred gets a deal at once, except somebody whom another partner brought first: they wait for the operator (api.md "Customers"). */
export const openDealOfReferred = (deps: OpeningDeps): Effect =>
  effect({
    name: 'policies.open-deal',
    on: [CustomerReferred, DuplicateDismissed],
    concerns: ({ type, data }) => type === 'deals.DuplicateDismissed' || data.duplicateOfPartnerId === undefined,
    orderKey: ({ data }) => data.customerId,
    repeatSafe: 'yes',
    attempt: async (event, { meta }) => {
      const opening = await openingOf(deps, event)
      await deps.execute(deals, opening.dealId, OpenDeal(opening, { ...meta(event.meta.tenantId), occurredAt: event.meta.occurredAt }))
      return done
    },
  })
