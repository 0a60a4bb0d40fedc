import { customers, ReferCustomer } from '@kontor/core/deals'
import { type Meta, stateOf } from '@kontor/core/kernel'
import { programmes } from '@kontor/core/partners'
import type { Name } from '@kontor/core/reservations'
import { refuseOtherRequest, stepOf } from '../partners/step.ts'
import { HttpProblem } from '../plugins/problem.ts'
import type { HttpDeps } from '../ports.ts'
import { contactsOf, namesOf } from './contacts.ts'
import { holdName, type Known } from './holding.ts'
import { regionOf } from './region.ts'
import { touchesOf } from './touches.ts'

export type ReferPorts = Pick<HttpDeps, 'execute' | 'log' | 'read' | 'head' | 'keyed' | 'derivedId'>

/** Whom a partner brings, and by what: the form of a link (`source` form, with its link and the visitor's click) or by hand. */
export type Referral = {
  readonly tenantId: string
  readonly partnerId: string
  readonly programmeId: string
  readonly source: 'form' | 'manual'
  readonly linkId?: string | undefined
  readonly clickId?: string | undefined
  readonly name: string
  readonly phone?: string | undefined
  readonly email?: string | undefined
  readonly company?: string | undefined
  readonly comment?: string | undefined
  readonly suspicious: boolean
}

/**
 * A customer comes into being (design.md §4 "Uniqueness"): phone and e-mail are reserved in the tenant, then the fact is written with all that is decided from
 * them. Takes its id from the command, and each step is repeatable by it, so that a repeat after a crash completes what is missing and writes nothing twice.
 * Raises `customer.contact-missing` without phone and e-mail; Refused `idempotency.conflict`, and `reservation.in-progress` while another request with the same
 * phone or e-mail, died or slow, is not done.
 */
export const refer = async (deps: ReferPorts, referral: Referral, meta: Meta): Promise<{ customerId: string; position: string }> => {
  const { tenantId, partnerId, programmeId, clickId } = referral
  refuseUnreachable(referral)
  const customerId = meta.commandId
  await refuseOtherRequest(deps, meta, customers.category, tenantId, customerId)
  const region = regionOf(await stateOf(deps, programmes, tenantId, programmeId))
  const contacts = contactsOf(referral, region)
  const names = namesOf(deps, tenantId, contacts)
  // Before anything is reserved: while names are held, others who bring the same person wait.
  const touches = await touchesOf(deps, tenantId, clickId)
  const known = await hold(deps, names, customerId, meta)
  const { source, name, company, comment, linkId, suspicious } = referral
  const customer = { customerId, partnerId, programmeId, source, name, ...contacts, company, comment, linkId, clickId, suspicious }
  const command = ReferCustomer({ ...customer, touches, known: [...known], nameKeys: names.map(({ key }) => key) }, { ...meta, tenantId })
  const { position } = await deps.execute(customers, customerId, command)
  return { customerId, position }
}

const refuseUnreachable = ({ phone, email }: Referral) => {
  if (phone !== undefined || email !== undefined) return
  const code = 'customer.contact-missing'
  throw new HttpProblem(code, { errors: ['/phone', '/email'].map((pointer) => ({ pointer, code, message: 'One of phone and e-mail is needed' })) })
}

/** One after the other and always in this order, so that two requests never wait for each other. Answers who was there first, each once. */
const hold = async (deps: ReferPorts, names: readonly Name[], customerId: string, meta: Meta): Promise<readonly Known[]> => {
  const known = new Map<string, Known>()
  for (const name of names) {
    const kind = name.key.slice(0, name.key.indexOf('_'))
    const holder = await holdName(deps, name, customerId, stepOf(deps, meta, `reserve-${kind}`, name.tenantId))
    if (holder) known.set(holder.customerId, holder)
  }
  return [...known.values()]
}
