import helmet from '@fastify/helmet'
import type { FastifyPluginAsync, FastifyReply } from 'fastify'
import fp from 'fastify-plugin'
import type { HttpDeps } from '../ports.ts'

/** The live channel is of our own origin; older Safari does not read `'self'` as covering it. */
const socketOf = (publicUrl: string) => (URL.canParse(publicUrl) ? [new URL(publicUrl).origin.replace(/^http/, 'ws')] : [])

/** Which headers helmet sets; they are taken off the answer again, to be set where a route may still change them. */
const askHelmet = async ({ helmet, raw }: FastifyReply) => {
  await helmet()
  const headers = { ...raw.getHeaders() }
  for (const name of Object.keys(headers)) raw.removeHeader(name)
  return headers
}

/**
 * Scripts are files of ours and nothing else: no inline script, so no nonce is needed. Styles may be inline, because Nuxt UI writes
 * its colours into a style element at run time. HSTS only where the public address is https: `make run` is plain HTTP on loopback. The headers are the same for every answer, so helmet, which would
 * write them anew for each, is asked once.
 */
const plugin: FastifyPluginAsync<Pick<HttpDeps, 'config'>> = async (app, { config: { publicUrl } }) => {
  await app.register(helmet, {
    global: false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        scriptSrcAttr: ["'none'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'", ...socketOf(publicUrl)],
        workerSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: publicUrl.startsWith('https:') && { maxAge: 31_536_000 },
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
  })
  let headers: Awaited<ReturnType<typeof askHelmet>> | undefined
  const ask = async (reply: FastifyReply) => {
    headers = await askHelmet(reply)
    reply.headers(headers)
  }
  app.addHook('onRequest', (_request, reply, done) => {
    if (headers === undefined) return void ask(reply).then(() => done(), done)
    reply.headers(headers)
    done()
  })
}

export const securityHeadersPlugin = fp(plugin, { name: 'security-headers' })
