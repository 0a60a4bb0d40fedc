import type { z } from 'zod'
import { access } from './access.ts'
import { ApiProblem } from './problem.ts'
import { type Request, send } from './send.ts'

type Question = {
  /** A position of the log: the answer waits until its view has it (api.md). */
  readonly after?: string | undefined
  /** In place of the session's: the applicant's ticket. */
  readonly token?: string | undefined
}
type Order = { readonly key?: string | undefined }

/** Answers seen last, by address: the server says 304 in place of sending them again. Bounded, since every search is an address. */
const seen = new Map<string, { readonly etag: string; readonly answer: unknown }>()
const seenAtMost = 50

const isOver = (error: unknown) => error instanceof ApiProblem && error.problem.status === 401

/** A token may be revoked between two requests: one renewal, one more try, and then the session is over. */
const asSignedIn = async (path: string, request: Request): Promise<Response> => {
  const token = request.token ?? (await access.token())
  try {
    return await send(path, { ...request, token })
  } catch (error) {
    if (request.token || !token || !isOver(error)) throw error
    const renewed = await access.renew()
    if (!renewed) throw error
    return send(path, { ...request, token: renewed })
  }
}

const get = async <S extends z.ZodType>(path: string, schema: S, { after, token }: Question = {}): Promise<z.output<S>> => {
  const known = after ? undefined : seen.get(path)
  const address = after ? `${path}${path.includes('?') ? '&' : '?'}after=${after}` : path
  const response = await asSignedIn(address, { token, etag: known?.etag })
  const answer: unknown = response.status === 304 ? known?.answer : await response.json()
  const etag = response.headers.get('etag')
  seen.delete(path)
  if (etag) seen.set(path, { etag, answer })
  const oldest = seen.keys().next().value
  if (seen.size > seenAtMost && oldest !== undefined) seen.delete(oldest)
  return schema.parse(answer)
}

const change =
  (method: 'POST' | 'PUT' | 'PATCH' | 'DELETE') =>
  async <S extends z.ZodType>(path: string, body: unknown, schema: S, { key = crypto.randomUUID() }: Order = {}): Promise<z.output<S>> =>
    schema.parse(await (await asSignedIn(path, { method, body, key })).json())

/** A file behind the door, such as a QR code: an address alone could not name who asks. Raises ApiProblem and NoAnswer. */
const file = async (path: string): Promise<Blob> => (await asSignedIn(path, {})).blob()

/** Another person's answers must not be shown to the next one on this page. */
access.onLost(() => seen.clear())

/**
 * The one way to the server. Replies are parsed by the contract's own schema; raises ApiProblem, NoAnswer, and ZodError for a reply
 * that is not what the contract says.
 */
export const http = { get, file, post: change('POST'), put: change('PUT'), patch: change('PATCH'), delete: change('DELETE') } as const

/** `?status=pending&q=anna`, without what is empty. */
export const query = (values: Readonly<Record<string, string | number | undefined>>): string => {
  const given = Object.entries(values).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, String(value)]]))
  return given.length > 0 ? `?${new URLSearchParams(given)}` : ''
}
