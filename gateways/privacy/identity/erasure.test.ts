import { CustomerReferred } from '@kontor/core/deals'
import { MembershipAdded, PersonErased, UserRegistered } from '@kontor/core/identity'
import { type Execute, erased, type Message, platformTenant } from '@kontor/core/kernel'
import { id, testMeta } from '@kontor/core/kernel/testing'
import { PartnerRegistered } from '@kontor/core/partners'
import { expect, test } from 'vitest'
import { testDerivedId, testLog } from '../../kernel/testing.ts'
import { privacyEffects } from '../index.ts'

const [tenantId, otherTenant, userId, partnerId, otherPartner, customerId] = [id(9), id(10), id(2), id(1), id(4), id(5)]

/** What happens because of the last event told: calls of ports, and commands with their stream's id and tenant. */
const followUps = async (...told: readonly (readonly [stream: string, ...messages: readonly Message[]])[]) => {
  const log = testLog()
  const event = told.flatMap(([stream, ...messages]) => log.tell(stream, ...messages)).at(-1)
  if (!event) throw new Error('no event')
  const happened: unknown[] = []
  const execute = (async (_decider, aggregate, { type, data, meta }) => {
    happened.push([type, aggregate, meta.tenantId, data])
    return { position: '1', events: [] }
  }) as Execute
  const vault = { remove: async (user: string) => void happened.push(['vault', user]) }
  const keys = { destroy: async (tenant: string, person: string) => void happened.push(['key', tenant, person]) }
  for (const { concerns, attempt } of privacyEffects({ execute, log, vault, keys })) {
    if (concerns && !concerns(event)) continue
    const meta = (tenant: string, key = '') => testMeta({ tenantId: tenant, commandId: testDerivedId('item', key) })
    expect(await attempt(event, { workItemId: 'item', signal: new AbortController().signal, meta })).toEqual({ is: 'done' })
  }
  return happened
}

test('an erased partner: the key is destroyed and the application may be made anew', async () => {
  const personal = { name: erased, email: erased, language: 'ru' as const }
  const registered = PartnerRegistered(
    { partnerId, programmeId: id(3), userId, knownAccount: false, applicationKey: 'application_aa', ...personal },
    testMeta({ tenantId }),
  )
  const gone = PersonErased({ personId: partnerId, kind: 'partner' }, testMeta({ tenantId }))
  expect(await followUps([`partners-${tenantId}.${partnerId}`, registered], [`persons-${tenantId}.${partnerId}`, gone])).toEqual([
    ['key', tenantId, partnerId],
    ['reservations.Release', 'application_aa', tenantId, { by: partnerId }],
  ])
})
test('an erased user: also the password, and the person in every tenant', async () => {
  const meta = testMeta({ tenantId: platformTenant })
  const registered = UserRegistered({ userId, email: erased, fullName: erased, emailKey: 'email_bb', language: 'ru' }, meta)
  const member = (tenant: string, changes: object) => MembershipAdded({ userId, tenantId: tenant, role: 'partner', ...changes }, meta)
  const memberships = [
    member(tenantId, { partnerId }),
    member(otherTenant, { role: 'owner', partnerId: undefined }),
    member(otherTenant, { partnerId: otherPartner }),
  ]
  const gone = PersonErased({ personId: userId, kind: 'user' }, meta)
  expect(await followUps([`users-${platformTenant}.${userId}`, registered, ...memberships], [`persons-${platformTenant}.${userId}`, gone])).toEqual([
    ['key', platformTenant, userId],
    ['reservations.Release', 'email_bb', platformTenant, { by: userId }],
    ['vault', userId],
    ['identity.ErasePerson', partnerId, tenantId, { personId: partnerId, kind: 'partner' }],
    ['identity.ErasePerson', otherPartner, otherTenant, { personId: otherPartner, kind: 'partner' }],
  ])
})
test('an erased customer: phone and e-mail may be brought anew, by whomever', async () => {
  const customer = { customerId, partnerId, programmeId: id(3), source: 'manual' as const, name: erased, suspicious: false }
  const referred = CustomerReferred({ ...customer, nameKeys: ['phone_cc', 'email_dd'] }, testMeta({ tenantId }))
  const gone = PersonErased({ personId: customerId, kind: 'customer' }, testMeta({ tenantId }))
  expect(await followUps([`customers-${tenantId}.${customerId}`, referred], [`persons-${tenantId}.${customerId}`, gone])).toEqual([
    ['key', tenantId, customerId],
    ['reservations.Release', 'phone_cc', tenantId, { by: customerId }],
    ['reservations.Release', 'email_dd', tenantId, { by: customerId }],
  ])
})
test('someone of whom the log knows nothing holds no names', async () =>
  expect(
    await followUps([`persons-${tenantId}.${partnerId}`, PersonErased({ personId: partnerId, kind: 'partner' }, testMeta({ tenantId }))]),
  ).toEqual([['key', tenantId, partnerId]]))
