import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import { serializerCompiler } from 'fastify-type-provider-zod'
import { auditRoutes } from './audit/routes.ts'
import { badgesRoutes } from './badges/routes.ts'
import { bitrix24Hook } from './bitrix24/hook.ts'
import { bitrix24Routes } from './bitrix24/routes.ts'
import { dealsRoutes } from './deals/routes.ts'
import { metricsPlugin } from './health/metrics.ts'
import { healthRoutes } from './health/routes.ts'
import { identityRoutes } from './identity/routes.ts'
import { formRoutes } from './links/form-routes.ts'
import { redirectRoutes } from './links/redirect.ts'
import { linksRoutes } from './links/routes.ts'
import { liveRoutes } from './live/routes.ts'
import { opsRoutes } from './ops/routes.ts'
import { applicationRoutes } from './partners/application-routes.ts'
import { programmeRoutes } from './partners/programme-routes.ts'
import { partnersRoutes } from './partners/routes.ts'
import { payoutsRoutes } from './payouts/routes.ts'
import { answerClientError } from './plugins/client-error.ts'
import { docsPlugin, docsRoutes } from './plugins/docs.ts'
import { drainingPlugin } from './plugins/draining.ts'
import { errorsPlugin } from './plugins/errors.ts'
import { etagPlugin } from './plugins/etag.ts'
import { identityPlugin } from './plugins/identity.ts'
import { jsonBodyPlugin } from './plugins/json-body.ts'
import { languagePlugin } from './plugins/language.ts'
import { limitsPlugin } from './plugins/limits.ts'
import { loggedError } from './plugins/logged-error.ts'
import { metaPlugin } from './plugins/meta.ts'
import { unknownAddress } from './plugins/not-found.ts'
import { policyPlugin } from './plugins/policy.ts'
import { HttpProblem, sendProblem } from './plugins/problem.ts'
import { securityHeadersPlugin } from './plugins/security-headers.ts'
import { serveUi } from './plugins/ui.ts'
import { validatorCompiler } from './plugins/validate.ts'
import type { HttpDeps } from './ports.ts'
import { reportsRoutes } from './reports/routes.ts'
import { rewardsRoutes } from './rewards/routes.ts'
import { sandboxOfBitrix24 } from './sandbox/bitrix24-routes.ts'
import { sandboxRoutes } from './sandbox/routes.ts'
import { tenancyRoutes } from './tenancy/routes.ts'

const megabyte = 1_048_576

/** Access logs name the route, not the address: a search is somebody's name, and a query may carry more. */
const logged = ({ method, routeOptions, id }: FastifyRequest) => ({ method, route: routeOptions?.url, correlationId: id })

const bare = ({ config, newId }: HttpDeps): FastifyInstance =>
  Fastify({
    logger: { level: config.logLevel, serializers: { req: logged, err: loggedError } },
    genReqId: () => newId(),
    trustProxy: config.trustProxy.length > 0 && [...config.trustProxy],
    bodyLimit: megabyte,
    // A slow sender may not hold a connection for ever, and a slow handler not its caller; a proxy in front keeps idle ones for a minute.
    connectionTimeout: 30_000,
    requestTimeout: 30_000,
    handlerTimeout: 30_000,
    keepAliveTimeout: 72_000,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    routerOptions: { maxParamLength: 300 },
    clientErrorHandler: answerClientError,
    frameworkErrors: (_error, _request, reply) => sendProblem(reply, new HttpProblem('route.not-found')),
  })

/** First what holds for any request, whoever sends it and wherever it goes. Hooks that wait for nothing take `done`: a promise each is what every request pays. */
const outside = async (app: FastifyInstance, deps: HttpDeps) => {
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-correlation-id', request.id)
    done()
  })
  await app.register(drainingPlugin)
  await app.register(errorsPlugin)
  await app.register(jsonBodyPlugin)
  await app.register(securityHeadersPlugin, deps)
  await app.register(languagePlugin)
  await app.register(etagPlugin)
}

/** Then who it is, whether they may, and what their commands will carry. */
const identified = async (app: FastifyInstance, deps: HttpDeps) => {
  await app.register(identityPlugin, deps)
  await app.register(policyPlugin, deps)
  await app.register(limitsPlugin)
  await app.register(metaPlugin, deps)
  await app.register(docsPlugin)
}

const api = async (app: FastifyInstance, deps: HttpDeps) => {
  await app.register(identityRoutes, deps)
  await app.register(applicationRoutes, deps)
  await app.register(partnersRoutes, deps)
  await app.register(programmeRoutes, deps)
  await app.register(linksRoutes, deps)
  await app.register(dealsRoutes, deps)
  await app.register(rewardsRoutes, deps)
  await app.register(payoutsRoutes, deps)
  await app.register(reportsRoutes, deps)
  await app.register(bitrix24Routes, deps)
  await app.register(auditRoutes, deps)
  await app.register(badgesRoutes, deps)
  await app.register(tenancyRoutes, deps)
  await app.register(opsRoutes, deps)
  await app.register(liveRoutes, deps)
}

/** Last the routes themselves. */
const routes = async (app: FastifyInstance, deps: HttpDeps) => {
  const unknown = unknownAddress(app)
  await app.register(metricsPlugin, deps)
  await app.register(healthRoutes, deps)
  await app.register(async (scope) => api(scope, deps), { prefix: '/api/v1' })
  await app.register(redirectRoutes, deps)
  await app.register(formRoutes, deps)
  await app.register(bitrix24Hook, deps)
  await app.register(docsRoutes)
  if (deps.caughtLetters) await app.register(sandboxRoutes, { letters: deps.caughtLetters, bitrix24: deps.sandboxBitrix24 })
  if (deps.sandboxBitrix24) await app.register(sandboxOfBitrix24, { bitrix24: deps.sandboxBitrix24, publicUrl: deps.config.publicUrl })
  await serveUi(app, deps.config.uiFolder, unknown)
}

/**
 * The whole HTTP face of Kontor, joined but not listening: tests inject into the very app that infra serves. `ready()` rejects when
 * a route declares no policy. `close()` lets running requests end and drops idle connections.
 */
export const buildServer = async (deps: HttpDeps): Promise<FastifyInstance> => {
  const app = bare(deps)
  await outside(app, deps)
  await identified(app, deps)
  await routes(app, deps)
  return app
}
