import { id, testMeta } from '@kontor/core/kernel/testing'
import { ApprovePartner, partners, RegisterPartner } from '@kontor/core/partners'
import { OpenTenant, tenants } from '@kontor/core/tenancy'
import { expect, vi } from 'vitest'
import type { HttpDeps } from '../ports.ts'
import type { buildServer } from '../server.ts'
import { signedIn } from '../testing.ts'

export type Headers = Readonly<Record<string, string>>

/** A tenant with a programme of its own and no CRM, beside the demo one; its owner and two partners, and a stranger's owner. */
export const shopIn = async ({ app, deps }: { readonly app: Awaited<ReturnType<typeof buildServer>>; readonly deps: HttpDeps }) => {
  const send = (method: 'GET' | 'POST', url: string, headers: Headers, payload?: object) =>
    app.inject({ method, url: `/api/v1${url}`, headers, ...(payload && { payload }) })
  const meta = (tenantId: string) => testMeta({ tenantId, commandId: deps.newId(), occurredAt: deps.now(), recordedAt: deps.now() })

  const newTenant = async (slug: string) => {
    const tenantId = deps.newId()
    await deps.execute(tenants, tenantId, OpenTenant({ tenantId, slug, name: slug, timeZone: 'Europe/Moscow' }, meta(tenantId)))
    return { tenantId, owner: await signedIn(deps, { tenantId, role: 'owner' }) }
  }
  const { tenantId, owner } = await newTenant('shop')
  const { owner: stranger } = await newTenant('elsewhere')

  const programme = { slug: 'shop', name: 'Shop', currency: 'RUB', timeZone: 'Europe/Moscow' }
  const { programmeId } = (await send('POST', '/programmes', owner, programme)).json()
  const terms = { percent: '10', holdDays: 0, minimumPayout: { minor: '0', currency: 'RUB' } }
  expect((await send('POST', `/programmes/${programmeId}/terms`, owner, terms)).statusCode).toBe(201)

  const newPartner = async (name: string, { approved = true } = {}) => {
    const partnerId = deps.newId()
    const person = { partnerId, programmeId, userId: id(60), name, email: 'p@mail.test', language: 'ru' as const }
    const applied = RegisterPartner({ ...person, knownAccount: false, applicationKey: `application_${partnerId}` }, meta(tenantId))
    await deps.execute(partners, partnerId, applied)
    if (approved) await deps.execute(partners, partnerId, ApprovePartner({ partnerId }, meta(tenantId)))
    return { partnerId, as: await signedIn(deps, { tenantId, role: 'partner', partnerId }) }
  }
  const [anna, boris] = [await newPartner('Анна'), await newPartner('Борис')]

  const referred = async (as: Headers, customer: object) => {
    const answer = await send('POST', '/customers', as, customer)
    expect(answer.statusCode, answer.body).toBe(201)
    return answer.json<{ customerId: string; position: string }>()
  }
  /** The deal that a policy opens for a customer, once it is told. */
  const dealOf = (customerId: string) =>
    vi.waitFor(async () => {
      const { deal } = (await send('GET', `/customers/${customerId}`, owner)).json()
      expect(deal).toBeDefined()
      return deal as { dealId: string }
    }, 10_000)

  return { deps, send, meta, tenantId, programmeId, owner, stranger, anna, boris, newPartner, referred, dealOf }
}
