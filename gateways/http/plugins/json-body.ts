import type { FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'
import { InvalidInput, pointerTo } from './invalid-input.ts'
import { HttpProblem } from './problem.ts'

/** Deeper than any contract of ours; a parser's stack is not for strangers to spend (reliability.md §3 line 25). */
const maxDepth = 32
/** Names that reach an object's prototype when a careless merge copies them. */
const poison = new Set(['__proto__', 'constructor', 'prototype'])

const refuse = (path: readonly PropertyKey[], code: string, message: string): never => {
  throw new InvalidInput('body', [{ pointer: pointerTo(path), code, message }])
}

/** Raises InvalidInput at the first value no contract may ever see. Postgres text cannot hold a NUL, so it stops here. */
export const refuseHostile = (value: unknown, path: readonly PropertyKey[] = []): void => {
  if (typeof value === 'string' && value.includes('\0')) refuse(path, 'field.control-character', 'NUL is not allowed')
  if (typeof value !== 'object' || value === null) return
  if (path.length >= maxDepth) refuse(path, 'field.too-deep', `Nested deeper than ${maxDepth}`)
  for (const [key, inner] of Object.entries(value)) {
    const at = [...path, key]
    if (poison.has(key)) refuse(at, 'field.unknown', 'Unknown field')
    if (key.includes('\0')) refuse(at, 'field.unknown', 'Unknown field')
    refuseHostile(inner, at)
  }
}

/** JSON is the only body we read. Raises `request.malformed`; an absent body is left to the contract of the route. */
export const parseJson = (text: string): unknown => {
  if (text === '') return undefined
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new HttpProblem('request.malformed', { detail: 'The body is not JSON.' })
  }
  refuseHostile(value)
  return value
}

const plugin: FastifyPluginAsync = async (app) => {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, async (_request: unknown, text: string) => parseJson(text))
}

export const jsonBodyPlugin = fp(plugin, { name: 'json-body' })
