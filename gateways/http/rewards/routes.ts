import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { HttpDeps } from '../ports.ts'

/** Rewards, balances, and why an amount is what it is. */
export const rewardsRoutes: FastifyPluginAsyncZod<HttpDeps> = async () => {}
