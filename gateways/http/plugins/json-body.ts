import type { FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'
import { refuseHostile } from './hostile.ts'
import { HttpProblem } from './problem.ts'

/** JSON is the only body we read. Raises `request.malformed`; an absent body is left to the contract of the route. */
export const parseJson = (text: string): unknown => {
  if (text === '') return undefined
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new HttpProblem('request.malformed', { detail: 'The body is not JSON.' })
  }
  refuseHostile(value, 'body')
  return value
}

const plugin: FastifyPluginAsync = async (app) => {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, async (_request: unknown, text: string) => parseJson(text))
}

export const jsonBodyPlugin = fp(plugin, { name: 'json-body' })
