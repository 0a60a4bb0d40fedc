import cookie from '@fastify/cookie'
import { Role } from '@kontor/core/identity'
import { Refused } from '@kontor/core/kernel'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { bearerOf } from '../plugins/identity.ts'
import { HttpProblem } from '../plugins/problem.ts'
import type { HttpDeps } from '../ports.ts'
import { Login, Me, Refresh, SignedIn, SignInOptions, Switch } from './contract.ts'
import { logOut } from './log-out.ts'
import { findUser, standingOf } from './memberships.ts'
import { refresh } from './refresh.ts'
import { clearRefreshCookie, refreshTokenOf } from './refresh-cookie.ts'
import { openSession, sendSignedIn, shown } from './session.ts'
import { recordRevocation } from './session-facts.ts'
import { signIn } from './sign-in.ts'

const everyone = Role.options

/** Who is acting, by the log; an account that was erased a moment ago has no token any more. */
const accountOf = async (deps: HttpDeps, userId: string) => {
  const user = await findUser(deps, userId)
  if (!user) throw new HttpProblem('token.invalid')
  return { user, ...(await standingOf(deps, user)) }
}

/** Signing in and out, and who one is (api.md "Identity"). */
export const identityRoutes: FastifyPluginAsyncZod<HttpDeps> = async (app, deps) => {
  if (!app.hasReplyDecorator('setCookie')) await app.register(cookie)

  app.get('/auth/options', { config: { policy: 'public' }, schema: { response: { 200: SignInOptions } } }, async () => ({
    demo: [...deps.config.demoPeople],
    sandbox: deps.config.sandbox,
  }))

  app.post('/auth/login', { config: { policy: 'public' }, schema: { body: Login, response: { 200: SignedIn } } }, async (request, reply) => {
    const { user, standing } = await signIn(deps, { ...request.body, address: request.ip }, request.meta)
    const [preferred] = standing.usable
    if (!preferred) throw new HttpProblem('credential.invalid')
    return sendSignedIn(deps, request, reply, { user, usable: standing.usable, ...(await openSession(deps, request, user, preferred)) })
  })

  app.post(
    '/auth/refresh',
    { config: { policy: 'public' }, schema: { body: Refresh.nullish(), response: { 200: SignedIn } } },
    async (request, reply) => {
      try {
        return await sendSignedIn(deps, request, reply, await refresh(deps, refreshTokenOf(request), request.meta))
      } catch (error) {
        if (error instanceof HttpProblem) clearRefreshCookie(reply)
        throw error
      }
    },
  )

  app.post(
    '/auth/logout',
    { config: { policy: 'public' }, schema: { body: Refresh.nullish(), response: { 200: z.strictObject({}) } } },
    async (request, reply) => {
      await logOut(deps, { accessToken: bearerOf(request), refreshToken: refreshTokenOf(request) }, request.meta)
      clearRefreshCookie(reply)
      return {}
    },
  )

  app.get('/auth/me', { config: { policy: everyone }, schema: { response: { 200: Me } } }, async ({ acting }) =>
    shown({ acting, ...(await accountOf(deps, acting.userId)) }),
  )

  app.post('/auth/switch', { config: { policy: everyone }, schema: { body: Switch, response: { 200: SignedIn } } }, async (request, reply) => {
    const { acting, body, meta } = request
    const { user, usable } = await accountOf(deps, acting.userId)
    const chosen = usable.find(({ tenantId, role }) => tenantId === body.tenantId && role === body.role)
    if (!chosen) throw new Refused('membership.not-found')
    const session = { user, usable, ...(await openSession(deps, request, user, chosen)) }
    const old = await deps.families.revoke(acting.familyId)
    if (old) await recordRevocation(deps, old, 'switched', meta)
    return sendSignedIn(deps, request, reply, session)
  })
}
