import { AddMembership, RegisterUser, users } from '@kontor/core/identity'
import { type Language, type Meta, platformTenant, Refused, stateOf } from '@kontor/core/kernel'
import { partners, RegisterPartner } from '@kontor/core/partners'
import { type Holder, holderOf, type Name, reserve } from '@kontor/core/reservations'
import type { z } from 'zod'
import type { HttpDeps } from '../ports.ts'
import type { Application } from './contract.ts'
import { programmeBySlug } from './programme-of.ts'
import { refuseOtherRequest, stepOf } from './step.ts'

type Ports = Pick<HttpDeps, 'execute' | 'log' | 'credentials' | 'keyed' | 'derivedId'>
type Applying = {
  readonly application: z.output<typeof Application> & { readonly language: Language }
  /** The partner takes its id from the command, so a repeat meets its own stream; so does the user. */
  readonly partnerId: string
  readonly newUserId: string
  readonly programmeId: string
  readonly tenantId: string
  readonly email: Name
  readonly place: Name
  readonly meta: Meta
}

/**
 * Applying (design.md §4 "Applying"): six steps in this order, each repeatable by the command id, so that a repeat after a crash
 * completes what is missing and writes nothing twice. Only the last makes the applicant visible.
 * Raises Refused `programme.not-found`, `partner.exists`, `idempotency.conflict`, and `reservation.in-progress` while the maker of an
 * unfinished application may still be at work.
 */
export const apply = async (ports: Ports, application: Applying['application'], meta: Meta) => {
  const applying = await prepare(ports, application, meta)
  await refuseSecond(ports, applying, await holderOf(ports, applying.place))
  const known = await keepPassword(ports, applying)
  const userId = await openAccount(ports, applying, known)
  await addMembership(ports, applying, userId)
  await takePlace(ports, applying)
  return registerPartner(ports, applying, userId)
}

const prepare = async (ports: Ports, application: Applying['application'], meta: Meta): Promise<Applying> => {
  const found = await programmeBySlug(ports, application.programme)
  if (!found) throw new Refused('programme.not-found')
  const { tenantId, programme } = found
  const partnerId = meta.commandId
  const newUserId = ports.derivedId('user', meta.commandId)
  await refuseOtherRequest(ports, meta, partners.category, tenantId, partnerId)
  await refuseOtherRequest(ports, meta, users.category, platformTenant, newUserId)
  const email = { tenantId: platformTenant, key: ports.keyed('email', application.email) }
  const place = { tenantId, key: ports.keyed('application', `${programme.programmeId}:${application.email}`) }
  return { application, partnerId, newUserId, programmeId: programme.programmeId, tenantId, email, place, meta }
}

/** A holder whose aggregate does not carry this very name never came into being: its maker died between the two. */
const userHolds = (ports: Ports, email: Name) => async (holder: Holder) =>
  (await stateOf(ports, users, platformTenant, holder.by)).emailKey === email.key

const partnerHolds = (ports: Ports, place: Name) => async (holder: Holder) => {
  const partner = await stateOf(ports, partners, holder.tenantId, holder.by)
  return partner.status !== 'none' && partner.applicationKey === place.key
}

const refuseSecond = async (ports: Ports, { partnerId, place }: Applying, holder: Holder | undefined) => {
  if (holder && holder.by !== partnerId && (await partnerHolds(ports, place)(holder))) throw new Refused('partner.exists')
}

/**
 * Hashes once in each case, so that the time of the answer does not tell whether the e-mail has an account. The hash of the request leaves the password out, so
 * a repeat proves itself by the password of the first: whoever knows or guesses a key must not set another's password by it.
 */
const keepPassword = async (ports: Ports, { application: { password }, newUserId, email }: Applying): Promise<boolean> => {
  const { credentials } = ports
  const holder = await holderOf(ports, email)
  const known = holder !== undefined && holder.by !== newUserId && (await userHolds(ports, email)(holder))
  const isRepeat = !known && (await stateOf(ports, users, platformTenant, newUserId)).userId === newUserId
  if (known) await credentials.verify(undefined, password)
  else if (!isRepeat) await credentials.store(newUserId, password)
  else if (!(await credentials.verify(newUserId, password))) throw new Refused('idempotency.conflict')
  return known
}

/** Answers whose the e-mail is. An account that was there first keeps its password and its name. */
const openAccount = async (ports: Ports, applying: Applying, known: boolean): Promise<string> => {
  const { application, newUserId, email, meta } = applying
  const step = (name: string) => stepOf(ports, meta, name, platformTenant)
  const candidate = { by: newUserId, tenantId: platformTenant }
  const holder = known ? await holderOf(ports, email) : await reserve(ports, email, candidate, userHolds(ports, email), step('reserve-email'))
  if (holder && holder.by !== newUserId) {
    // Somebody with this e-mail was quicker in between: what the vault holds for an account that never comes is thrown away.
    if (!known) await ports.credentials.remove(newUserId)
    return holder.by
  }
  const { email: address, name: fullName, language } = application
  const user = { userId: newUserId, email: address, fullName, emailKey: email.key, language }
  await ports.execute(users, newUserId, RegisterUser(user, step('register-user')))
  return newUserId
}

const addMembership = (ports: Ports, { tenantId, partnerId, meta }: Applying, userId: string) =>
  ports.execute(users, userId, AddMembership({ userId, tenantId, role: 'partner', partnerId }, stepOf(ports, meta, 'add-membership', platformTenant)))

const takePlace = async (ports: Ports, { place, partnerId, tenantId, meta }: Applying) => {
  const candidate = { by: partnerId, tenantId }
  const holder = await reserve(ports, place, candidate, partnerHolds(ports, place), stepOf(ports, meta, 'reserve-application', tenantId))
  if (holder.by !== partnerId) throw new Refused('partner.exists')
}

const registerPartner = async (ports: Ports, applying: Applying, userId: string) => {
  const { application, partnerId, newUserId, programmeId, tenantId, place, meta } = applying
  const { name, email, company, phone, language } = application
  const knownAccount = userId !== newUserId
  const partner = { partnerId, programmeId, userId, name, email, company, phone, language, knownAccount, applicationKey: place.key }
  const { position } = await ports.execute(partners, partnerId, RegisterPartner(partner, { ...meta, tenantId }))
  return { partnerId, position }
}
