import type { IncomingMessage, Server } from 'node:http'
import websocket, { type WebSocket } from '@fastify/websocket'
import type { FastifyPluginAsync } from 'fastify'
import { liveHub, systemClock } from '../../websocket/index.ts'
import { HttpProblem } from '../plugins/problem.ts'
import type { HttpDeps } from '../ports.ts'
import { isOurPage } from './origin.ts'
import { understand } from './understand.ts'

/** A token and fifty topics fit in. */
const maxPayload = 16 * 1024

/**
 * Node hands every request that offers an upgrade to whoever upgrades any, and many clients offer HTTP/2 on plain HTTP with each request. Only ours is taken
 * up; the others are ordinary requests, answered and kept alive as such. Without this each would leave a socket that nobody closes.
 */
const upgradeOnly = (server: Server, path: string) =>
  Object.assign(server, {
    shouldUpgradeCallback: ({ url = '', headers: { upgrade } }: IncomingMessage) =>
      url.split('?')[0] === path && upgrade?.toLowerCase() === 'websocket',
  })

/** How long a client may take to say goodbye when the server stops, ms; a stop must not wait for one that is gone. */
const patience = 1_000
const goingAway = 1001

const farewell = (client: WebSocket) => {
  const impatience = setTimeout(() => client.terminate(), patience)
  client.once('close', () => clearTimeout(impatience))
  client.close(goingAway, 'server.closing')
}

/** The live channel (api.md "Live"): says that something changed, never what. The first message proves who listens, so anyone may knock. */
export const liveRoutes: FastifyPluginAsync<HttpDeps> = async (app, deps) => {
  await app.register(websocket, {
    options: { maxPayload },
    preClose: (done) => {
      for (const client of app.websocketServer.clients) farewell(client)
      done()
    },
  })
  const hub = liveHub({
    clock: systemClock,
    onChange: deps.onChange,
    understand: understand(deps),
    failed: (error) => app.log.warn({ err: error }, 'live push failed'),
  })
  upgradeOnly(app.server, `${app.prefix}/live`)
  app.addHook('onClose', async () => hub.close())

  app.route({
    method: 'GET',
    url: '/live',
    config: { policy: 'public' },
    schema: { hide: true },
    preValidation: async (request) => {
      if (!request.ws || !isOurPage(request, deps.config.publicUrl)) throw new HttpProblem('route.not-found')
    },
    handler: () => {
      throw new HttpProblem('route.not-found')
    },
    wsHandler: (socket) => {
      const connection = hub.join(socket)
      socket.on('message', (data, isBinary) => void connection.hear(isBinary ? '' : data.toString()))
      socket.on('pong', connection.ponged)
      socket.on('close', () => hub.leave(connection))
      socket.on('error', () => socket.terminate())
    },
  })
}
