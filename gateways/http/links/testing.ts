import type { FastifyInstance } from 'fastify'
import type { HttpDeps } from '../ports.ts'
import { signedIn } from '../testing.ts'

type House = { readonly app: FastifyInstance; readonly deps: HttpDeps }

/** Somebody new in the programme of the demo tenant, approved: headers to act as them. */
export const newPartner = async ({ app, deps }: House, owner: { readonly authorization: string }, email: string, name: string) => {
  const person = { programme: 'demo', email, password: 'correct horse battery staple', name, consent: true }
  const applied = await app.inject({ method: 'POST', url: '/api/v1/partners/applications', payload: person })
  const { partnerId } = applied.json<{ partnerId: string }>()
  await app.inject({ method: 'POST', url: `/api/v1/partners/${partnerId}/approve`, headers: owner })
  return signedIn(deps, { tenantId: deps.derivedId('seed-demo', 'tenant'), role: 'partner', partnerId })
}
