import { PersonErased, RevokeSession } from '@kontor/core/identity'
import { type Execute, type Message, platformTenant, Refused } from '@kontor/core/kernel'
import { id, testMeta } from '@kontor/core/kernel/testing'
import { PartnerDeactivated } from '@kontor/core/partners'
import { expect, test } from 'vitest'
import { testDerivedId, testLog } from '../../kernel/testing.ts'
import { sessionEffects } from '../index.ts'

const [tenantId, partnerId, userId, phone, laptop] = [id(9), id(1), id(2), id(5), id(6)]

const follow = async (message: Message, refuse?: Error) => {
  const [event] = testLog().tell(`x-${tenantId}.${id(7)}`, message)
  if (!event) throw new Error('no event')
  const asked: string[] = []
  const told: Message[] = []
  const answer = (...whose: readonly string[]) => {
    asked.push(whose.join(' '))
    return Promise.resolve([phone, laptop].map((familyId) => ({ familyId, userId })))
  }
  const execute = (async (_decider, _id, command) => {
    told.push(command)
    if (refuse) throw refuse
    return { position: '1', events: [] }
  }) as Execute
  const families = {
    revokeOfPartner: (...whose: [string, string]) => answer('partner', ...whose),
    revokeOfUser: (user: string) => answer('user', user),
  }
  const meta = (tenant: string, key = '') => testMeta({ tenantId: tenant, commandId: testDerivedId('item', key) })
  for (const { handles, attempt } of sessionEffects({ execute, families }).filter((effect) => effect.handles.includes(event.type)))
    expect(handles.length && (await attempt(event, { workItemId: 'item', signal: new AbortController().signal, meta }))).toEqual({ is: 'done' })
  return { asked, told }
}
const revoked = (familyId: string, reason: 'deactivated' | 'erased') =>
  RevokeSession({ familyId, userId, reason }, testMeta({ tenantId: platformTenant, commandId: testDerivedId('item', familyId) }))

test('a deactivated partner is signed out everywhere, and the log is told of each session', async () => {
  expect(await follow(PartnerDeactivated({ partnerId, userId }, testMeta({ tenantId })))).toEqual({
    asked: [`partner ${tenantId} ${partnerId}`],
    told: [revoked(phone, 'deactivated'), revoked(laptop, 'deactivated')],
  })
})
test.each([
  ['user', platformTenant, userId, `user ${userId}`],
  ['partner', tenantId, partnerId, `partner ${tenantId} ${partnerId}`],
] as const)('nobody stays signed in as an erased %s', async (kind, tenant, personId, asked) => {
  expect(await follow(PersonErased({ personId, kind }, testMeta({ tenantId: tenant })))).toEqual({
    asked: [asked],
    told: [revoked(phone, 'erased'), revoked(laptop, 'erased')],
  })
})
test('a session whose beginning was never told is passed over', async () =>
  expect((await follow(PartnerDeactivated({ partnerId, userId }, testMeta({ tenantId })), new Refused('session.not-found'))).told).toHaveLength(2))
test('any other refusal is not swallowed', async () =>
  await expect(follow(PartnerDeactivated({ partnerId, userId }, testMeta({ tenantId })), new Refused('session.odd'))).rejects.toThrow('session.odd'))
