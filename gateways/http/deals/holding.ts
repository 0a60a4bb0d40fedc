import { setTimeout } from 'node:timers/promises'
import { customers } from '@kontor/core/deals'
import { type Meta, Refused, stateOf } from '@kontor/core/kernel'
import { type Holder, type Name, reserve } from '@kontor/core/reservations'
import type { HttpDeps } from '../ports.ts'

export type Known = { readonly customerId: string; readonly partnerId: string }

/** The customer who holds a name; undefined for a holder that never came into being: its maker died, or is still at work. */
export const customerHolding = async (deps: Pick<HttpDeps, 'log'>, name: Name, holder: Holder) => {
  const state = await stateOf(deps, customers, name.tenantId, holder.by)
  return state.status !== 'none' && state.customer.nameKeys.includes(name.key) ? state.customer : undefined
}

/** Long enough for a request that was a moment earlier, and short enough for a person who waits. */
const patience = { tries: 40, everyMs: 50 }

/**
 * Reserves a name for a customer that is about to be written. Answers who holds it instead, when somebody does: of several at once the later ones wait for the
 * first to be written, since only then it is known whose the customer is. Raises Refused `reservation.in-progress` when it does not come in two seconds.
 */
export const holdName = async (deps: Pick<HttpDeps, 'execute' | 'log'>, name: Name, customerId: string, meta: Meta): Promise<Known | undefined> => {
  const exists = async (holder: Holder) => (await customerHolding(deps, name, holder)) !== undefined
  for (let attempt = 1; ; attempt++) {
    try {
      const holder = await reserve(deps, name, { by: customerId, tenantId: name.tenantId }, exists, meta)
      if (holder.by === customerId) return undefined
      const found = await customerHolding(deps, name, holder)
      if (found) return { customerId: found.customerId, partnerId: found.partnerId }
    } catch (error) {
      if (!(error instanceof Refused && error.code === 'reservation.in-progress')) throw error
    }
    if (attempt === patience.tries) throw new Refused('reservation.in-progress')
    await setTimeout(patience.everyMs)
  }
}
