import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyPluginAsync, RouteOptions } from 'fastify'
import fp from 'fastify-plugin'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'

const bearer = [{ bearer: [] }]

/** `/api/v1/partners/:partnerId` belongs to "partners". */
const tagOf = (url: string) => url.split('/')[3] ?? 'api'

/** Who may call a route stands in its policy already, so the documentation is told by it. */
const describe = (route: RouteOptions) => {
  const { policy } = route.config ?? {}
  if (!route.schema || !route.url.startsWith('/api/')) return
  const who = Array.isArray(policy) ? `For ${policy.join(', ')}.` : `Open to: ${policy}.`
  Object.assign(route.schema, { tags: [tagOf(route.url)], security: policy === 'public' ? [] : bearer, description: who })
}

/** Before the routes: gathers what they declare into OpenAPI 3.1. */
const gather: FastifyPluginAsync = async (app) => {
  app.addHook('onRoute', describe)
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Kontor',
        version: '1',
        description: 'The back office of a partner network. Errors are RFC 9457 problems with a stable `code`.',
      },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    },
    transform: jsonSchemaTransform,
    hideUntagged: true,
  })
}

/** Its own page with its own Content-Security-Policy; nothing is fetched from elsewhere. */
const show: FastifyPluginAsync = async (app) => {
  app.addHook('onRoute', (route) => {
    route.config = { ...route.config, policy: 'public' }
  })
  app.get('/api/v1/openapi.json', async () => app.swagger())
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP:
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'",
    uiConfig: { validatorUrl: 'none', deepLinking: true },
    theme: { title: 'Kontor API', css: [{ filename: 'kontor.css', content: '.swagger-ui .topbar { display: none }' }] },
  })
}

export const docsPlugin = fp(gather, { name: 'docs' })
export const docsRoutes = show
