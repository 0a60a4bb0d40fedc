import { setTimeout as after } from 'node:timers/promises'
import type { FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'

/** Clients that are busy get an answer within this time which tells them that their connection ends; those left after it are idle. Milliseconds. */
const grace = 150
/** How long a stop then waits for requests in flight: within ten seconds the process is to be gone (reliability.md, F03). */
const patience = 5_000
/** A connection becomes idle some moments after its answer; it is looked for this often. */
const sweepEvery = 50

/**
 * A stop answers what has arrived and then lets go: each answer says that its connection ends, so no client sends the next request into nothing, and connections
 * kept alive without a request do not hold the process for as long as they might.
 */
const plugin: FastifyPluginAsync = async (app) => {
  let closing = false
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (closing) reply.header('connection', 'close')
    done()
  })
  app.addHook('preClose', async () => {
    closing = true
    const { server } = app
    // A server that never listened closes without saying so.
    if (!server.listening) return
    await after(grace)
    const sweep = setInterval(() => server.closeIdleConnections(), sweepEvery)
    const end = setTimeout(() => server.closeAllConnections(), patience)
    server.once('close', () => {
      clearInterval(sweep)
      clearTimeout(end)
    })
  })
}

export const drainingPlugin = fp(plugin, { name: 'draining' })
