import type { FastifyReply } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { HttpDeps } from '../ports.ts'
import { EmbedCode, LinkId, QrQuery } from './contract.ts'
import { embedHtml } from './embed.ts'
import { addressOf, linkOf } from './link-of.ts'
import { qrPng, qrSvg } from './qr.ts'

const readers = { policy: ['partner', 'owner', 'member'] } as const
const picture = (type: string) => ({
  params: LinkId,
  querystring: QrQuery,
  response: { 200: { description: 'The QR code of the address', content: { [type]: { schema: z.any() } } } },
})

const named = (reply: FastifyReply, { download }: z.output<typeof QrQuery>, name: string) =>
  download ? reply.header('content-disposition', `attachment; filename="${name}"`) : reply

/** What a partner takes along: the code for a web page, and the QR code of the address. */
export const handOutRoutes: FastifyPluginAsyncZod<HttpDeps> = async (app, deps) => {
  app.get('/links/:linkId/embed', { config: readers, schema: { params: LinkId, response: { 200: EmbedCode } } }, async ({ acting, params }) => ({
    html: embedHtml(deps.config.publicUrl, await linkOf(deps, acting, params.linkId)),
  }))

  app.get('/links/:linkId/qr.png', { config: readers, schema: picture('image/png') }, async ({ acting, params, query }, reply) => {
    const { code } = await linkOf(deps, acting, params.linkId)
    return named(reply, query, `${code}.png`)
      .type('image/png')
      .send(await qrPng(addressOf(deps, code), query))
  })

  app.get('/links/:linkId/qr.svg', { config: readers, schema: picture('image/svg+xml') }, async ({ acting, params, query }, reply) => {
    const { code } = await linkOf(deps, acting, params.linkId)
    return named(reply, query, `${code}.svg`)
      .type('image/svg+xml')
      .send(await qrSvg(addressOf(deps, code), query))
  })
}
