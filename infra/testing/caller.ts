import { Badges } from '@kontor/gateways/http/badges/contract'
import { SignedIn } from '@kontor/gateways/http/identity/contract'
import { Accepted, PartnerList, ApplicationSent as Sent } from '@kontor/gateways/http/partners/contract'
import type { z } from 'zod'

export type Applicant = { readonly email: string; readonly password: string; readonly name: string }
export type ApplicationSent = z.output<typeof Sent>
type Order = { readonly token?: string; readonly key?: string }

/** People of the demo tenant by their role (api.md "Demo"). */
export const demoPerson = (role: 'owner' | 'partner' | 'manager' | 'admin') => ({ email: `${role}@demo.test`, password: 'kontor-demo-2026' })

/** Kontor as a script outside meets it: over HTTP, by its contract. Each raises with the answer's own words when it is a refusal. */
export const callerOf = (url: string) => {
  const ask = async (path: string, { token, key }: Order, body?: unknown): Promise<unknown> => {
    const headers = new Headers({ ...(token && { authorization: `Bearer ${token}` }), ...(key && { 'idempotency-key': key }) })
    if (body !== undefined) headers.set('content-type', 'application/json')
    const answer = await fetch(`${url}/api/v1${path}`, { headers, ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }) })
    if (!answer.ok) throw new Error(`${path} answered ${answer.status} ${await answer.text()}`)
    return answer.json()
  }
  return {
    /** Sends an application to the programme of the demo; the same key is the same application. */
    apply: async (applicant: Applicant, key?: string) =>
      Sent.parse(await ask('/partners/applications', { ...(key && { key }) }, { programme: 'demo', consent: true, ...applicant })),
    signIn: async (person: { readonly email: string; readonly password: string }) => SignedIn.parse(await ask('/auth/login', {}, person)).accessToken,
    /** The operator's list, once it has seen the log up to `after`. */
    partners: async (token: string, after: string) => PartnerList.parse(await ask(`/partners?limit=100&after=${after}`, { token })).items,
    /** The counters of the menu, once they have seen the log up to `after`. */
    badges: async (token: string, after: string) => Badges.parse(await ask(`/badges?after=${after}`, { token })),
    decide: async (token: string, partnerId: string, step: 'approve' | 'reject' | 'deactivate', body: object = {}) =>
      Accepted.parse(await ask(`/partners/${partnerId}/${step}`, { token }, body)).position,
  }
}
