import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { HttpDeps } from '../ports.ts'
import { LetterList, LettersQuery } from './contract.ts'
import { sandboxPage, sandboxStyle } from './page.ts'

const loopback = { policy: 'loopback' } as const

/** The stand-ins' own addresses on our port, for a caller at this machine and without a token (api.md "Bitrix24", Sandbox). */
export const sandboxRoutes: FastifyPluginAsyncZod<{ letters: NonNullable<HttpDeps['caughtLetters']> }> = async (app, { letters }) => {
  app.get('/sandbox/mail', { config: loopback, schema: { querystring: LettersQuery, response: { 200: LetterList } } }, async ({ query }, reply) =>
    reply.header('cache-control', 'no-store').send({ items: [...(await letters(query.to))] }),
  )

  app.get('/sandbox', { config: loopback }, async ({ language }, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('vary', 'accept-language')
      .send(sandboxPage(await letters(undefined), language)),
  )

  app.get('/sandbox/page.css', { config: loopback }, async (_request, reply) => reply.type('text/css; charset=utf-8').send(sandboxStyle))
}
