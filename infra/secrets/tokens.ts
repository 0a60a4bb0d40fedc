import { createHash, createPrivateKey, createPublicKey } from 'node:crypto'
import { Role } from '@kontor/core/identity'
import { Id } from '@kontor/core/kernel'
import type { Acting, Ticket, Tokens } from '@kontor/gateways/http'
import { type JWTPayload, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import type { RootKeys } from './root-key.ts'

/** Both kinds live half an hour (design.md §8, api.md "Identity"). */
const seconds = 30 * 60
const issuer = 'kontor'
const alg = 'EdDSA'

/** A token of one kind never passes for the other: another `typ`, another audience. */
const kinds = {
  access: { typ: 'at+jwt', audience: 'kontor:api' },
  ticket: { typ: 'ticket+jwt', audience: 'kontor:application' },
} as const
type Kind = keyof typeof kinds

const AccessClaims = z.object({ sub: Id, sid: Id, tenant: Id, slug: z.string().min(1), role: Role, partner: Id.optional() })
const TicketClaims = z.object({ tenant: Id, partner: Id, scope: z.literal('application:read') })

/** DER of a PKCS #8 Ed25519 key up to its 32 bytes of seed (RFC 8410 §7). */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex')

const keyPair = (root: RootKeys) => {
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8Head, root.subkey('tokens')]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(privateKey)
  const kid = createHash('sha256')
    .update(publicKey.export({ format: 'der', type: 'spki' }))
    .digest('hex')
    .slice(0, 16)
  return { privateKey, publicKey, kid }
}

/**
 * Access tokens and tickets, signed with a key that follows from the root. The algorithm is fixed and the key is ours alone: nothing in a token's header chooses
 * either (RFC 8725; reliability.md §3 line 11). `now` is the clock, in milliseconds.
 */
export const tokens = (root: RootKeys, now: () => number = Date.now): Tokens => {
  const { privateKey, publicKey, kid } = keyPair(root)

  const sign = (kind: Kind, claims: JWTPayload): Promise<string> => {
    const at = Math.floor(now() / 1000)
    const { typ, audience } = kinds[kind]
    return new SignJWT(claims)
      .setProtectedHeader({ alg, typ, kid })
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt(at)
      .setExpirationTime(at + seconds)
      .sign(privateKey)
  }

  const claimsOf = async <S extends z.ZodType>(kind: Kind, schema: S, token: string): Promise<z.output<S> | undefined> => {
    const { typ, audience } = kinds[kind]
    const options = { algorithms: [alg], typ, issuer, audience, requiredClaims: ['exp', 'iat'], maxTokenAge: seconds, currentDate: new Date(now()) }
    const ours = (header: { kid?: string }) => {
      if (header.kid !== kid) throw new Error('not a key of ours')
      return publicKey
    }
    try {
      return schema.safeParse((await jwtVerify(token, ours, options)).payload).data
    } catch {
      return undefined
    }
  }

  return {
    issue: async ({ userId, familyId, tenantId, slug, role, partnerId }: Acting) => {
      const claims = { sub: userId, sid: familyId, tenant: tenantId, slug, role, ...(partnerId && { partner: partnerId }) }
      return { token: await sign('access', claims), expiresIn: seconds }
    },
    verify: async (token) => {
      const claims = await claimsOf('access', AccessClaims, token)
      if (!claims) return undefined
      const { sub, sid, tenant, slug, role, partner } = claims
      return { userId: sub, familyId: sid, tenantId: tenant, slug, role, partnerId: partner }
    },
    issueTicket: ({ tenantId, partnerId }: Ticket) => sign('ticket', { tenant: tenantId, partner: partnerId, scope: 'application:read' }),
    verifyTicket: async (ticket) => {
      const claims = await claimsOf('ticket', TicketClaims, ticket)
      return claims && { tenantId: claims.tenant, partnerId: claims.partner }
    },
  }
}
