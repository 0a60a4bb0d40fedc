import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { HttpProblem, sendProblem } from './problem.ts'

type Known = { readonly method: string; readonly path: RegExp }

const patternOf = (url: string) => new RegExp(`^${url.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(/:\w+/g, '[^/]+')}$`)

/**
 * Answers an unknown address of the API: 404, or 405 with `Allow` when the address is known under another method (RFC 9110 §15.5.6).
 * To be called before the routes are made, since it learns them as they come.
 */
export const unknownAddress = (app: FastifyInstance) => {
  const known: Known[] = []
  app.addHook('onRoute', ({ method, url }) => {
    if (!url.startsWith('/api/')) return
    for (const one of [method].flat()) known.push({ method: one, path: patternOf(url) })
  })
  return (request: FastifyRequest, reply: FastifyReply) => {
    const [path = ''] = request.url.split('?')
    const allowed = known.filter((route) => route.path.test(path)).map((route) => route.method)
    if (allowed.length === 0) return sendProblem(reply, new HttpProblem('route.not-found'))
    return sendProblem(reply.header('allow', [...new Set(allowed)].join(', ')), new HttpProblem('method.not-allowed'))
  }
}
