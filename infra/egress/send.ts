import type { Posted } from '@kontor/gateways/bitrix24'
import { type Dispatcher, request } from 'undici'

/** The longest answer we read, bytes; a page of fifty deals is a tenth of it. */
const largest = 4 * 1_048_576
const longest = 30_000

/** Nothing of the request can have left: there was no connection. */
const beforeConnection = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
])

const codeOf = (error: unknown): string => {
  const { code, cause, name } = error as { code?: unknown; cause?: unknown; name?: unknown }
  if (typeof code === 'string') return code
  return cause ? codeOf(cause) : String(name)
}

const capped = async (body: AsyncIterable<Buffer>): Promise<string | undefined> => {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of body) {
    size += part.length
    if (size > largest) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts).toString()
}

/** One POST, and how it ended. A redirect is an answer like any other and is not followed. */
export const send = async (dispatcher: Dispatcher, url: string, json: string, signal: AbortSignal): Promise<Posted> => {
  try {
    const ended = AbortSignal.any([signal, AbortSignal.timeout(longest)])
    const headers = { 'content-type': 'application/json', accept: 'application/json' }
    const { statusCode: status, body } = await request(url, { dispatcher, method: 'POST', body: json, headers, signal: ended })
    const text = await capped(body)
    return text === undefined ? { is: 'unknown', why: `an answer of more than ${largest} bytes` } : { is: 'answered', status, body: text }
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ERR_FORBIDDEN_ADDRESS') return { is: 'forbidden', why: 'not a public address' }
    return { is: beforeConnection.has(code) ? 'not-sent' : 'unknown', why: `the connection failed (${code})` }
  }
}
