import type { AddressInfo } from 'node:net'
import process from 'node:process'
import fastify from 'fastify'

/** What a redirect costs in Fastify when it does nothing else: the measure of `redirect.durable`. A process of its own, as Kontor is; tells its port to its parent. */
const app = fastify()
app.get('/r/:code', (_request, reply) => reply.redirect('https://shop.test/page?a=1&utm_source=ann&kid=00000000000000000000000000000000#top', 302))
await app.listen({ host: '127.0.0.1', port: 0 })
process.send?.((app.server.address() as AddressInfo).port)
