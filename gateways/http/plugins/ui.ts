import { readFile } from 'node:fs/promises'
import path from 'node:path'
import serveFiles from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** Addresses that programs use: a page of the UI in their place would hide a mistake. */
const forPrograms = /^\/(?:api|hooks|sandbox|docs|health|metrics|r|l|f)(?:\/|$|\?)/

const wantsPage = ({ method, url, headers }: FastifyRequest) =>
  (method === 'GET' || method === 'HEAD') && !forPrograms.test(url) && (headers.accept ?? '').includes('text/html')

const year = 'public, max-age=31536000, immutable'

/** Vite writes the hash of the content into the names below `assets/`, so those never change; everything else is asked about. */
const cacheOf = (file: string) => (file.includes(`${path.sep}assets${path.sep}`) ? year : 'no-cache')

const files = (folder: string) => async (app: FastifyInstance) => {
  app.addHook('onRoute', (route) => {
    route.config = { ...route.config, policy: 'public' }
  })
  await app.register(serveFiles, {
    root: path.resolve(folder),
    wildcard: false,
    index: false,
    cacheControl: false,
    setHeaders: (reply, file) => {
      reply.header('cache-control', cacheOf(file))
    },
  })
}

type Answer = (request: FastifyRequest, reply: FastifyReply) => unknown

/** The built UI; an unknown address gets the UI's own page when a person asks for it, and `otherwise` when a program does. */
export const serveUi = async (app: FastifyInstance, folder: string | undefined, otherwise: Answer): Promise<void> => {
  const page = folder && (await readFile(path.join(folder, 'index.html'), 'utf8'))
  if (folder) await app.register(files(folder))
  app.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) => {
    if (!page || !wantsPage(request)) return otherwise(request, reply)
    return reply.code(200).header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(page)
  })
}
