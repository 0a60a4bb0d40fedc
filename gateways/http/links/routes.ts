import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { HttpDeps } from '../ports.ts'

/** A partner’s links, and their clicks by day (api.md "Links, clicks, forms"). */
export const linksRoutes: FastifyPluginAsyncZod<HttpDeps> = async () => {}
