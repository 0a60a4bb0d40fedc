import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { HttpDeps } from '../ports.ts'
import { LetterList, LettersQuery } from './contract.ts'
import type { DealsShown } from './deals-part.ts'
import { sandboxPage, sandboxStyle } from './page.ts'
import type { SandboxBitrix24 } from './ports.ts'

const loopback = { policy: 'loopback' } as const
const PageSearch = z.object({ q: z.string().trim().max(200).optional() })
type Options = { readonly letters: NonNullable<HttpDeps['caughtLetters']>; readonly bitrix24: SandboxBitrix24 | undefined }

const shown = async (bitrix24: SandboxBitrix24 | undefined, q: string | undefined): Promise<DealsShown | undefined> => {
  if (!bitrix24) return undefined
  const [deals, faults] = await Promise.all([bitrix24.deals(q), bitrix24.faults()])
  return { q, deals: deals.slice(0, 50), faults, stages: bitrix24.stages() }
}

/** The stand-ins' own addresses on our port, for a caller at this machine and without a token (api.md "Bitrix24", Sandbox). */
export const sandboxRoutes: FastifyPluginAsyncZod<Options> = async (app, { letters, bitrix24 }) => {
  app.get('/sandbox/mail', { config: loopback, schema: { querystring: LettersQuery, response: { 200: LetterList } } }, async ({ query }, reply) =>
    reply.header('cache-control', 'no-store').send({ items: [...(await letters(query.to))] }),
  )

  app.get('/sandbox', { config: loopback, schema: { querystring: PageSearch } }, async ({ language, query }, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('vary', 'accept-language')
      .send(sandboxPage(await letters(undefined), language, await shown(bitrix24, query.q))),
  )

  app.get('/sandbox/page.css', { config: loopback }, async (_request, reply) => reply.type('text/css; charset=utf-8').send(sandboxStyle))
}
