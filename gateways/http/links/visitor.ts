import type { FastifyRequest } from 'fastify'

/** Who follows a link, as far as a request tells. */
export type Visitor = {
  readonly address: string
  readonly userAgent: string | undefined
  readonly referer: string | undefined
  /** A browser that fetches what a person might open, or a program that looks whether the link lives. */
  readonly looksAhead: boolean
  readonly requestId: string
}

const said = (header: string | string[] | undefined) => (Array.isArray(header) ? header.join(' ') : (header ?? ''))

/** Texts are cut, since whatever a stranger sends is kept. */
export const visitorOf = ({ id, ip, method, headers }: Pick<FastifyRequest, 'id' | 'ip' | 'method' | 'headers'>): Visitor => ({
  address: ip,
  userAgent: headers['user-agent']?.slice(0, 512) || undefined,
  referer: headers.referer?.slice(0, 1024) || undefined,
  looksAhead:
    method === 'HEAD' ||
    /prefetch|prerender|preview/i.test(said(headers['sec-purpose'] ?? headers['purpose'] ?? headers['x-purpose'] ?? headers['x-moz'])),
  requestId: id,
})
