import type { FastifyReply, FastifyRequest } from 'fastify'

/** `__Host-` binds it to this host over TLS (or loopback); no script can read it, and no other site's form sends it (RFC 6265bis). */
const name = '__Host-kontor_refresh'
const attributes = { path: '/', httpOnly: true, secure: true, sameSite: 'lax' } as const
/** As long as a family lives without a refresh. */
const week = 7 * 24 * 60 * 60

export const setRefreshCookie = (reply: FastifyReply, refreshToken: string) => reply.setCookie(name, refreshToken, { ...attributes, maxAge: week })
export const clearRefreshCookie = (reply: FastifyReply) => reply.clearCookie(name, attributes)

/** A token in the body goes before the cookie's: who sends one means it. */
export const refreshTokenOf = ({
  body,
  cookies,
}: Pick<FastifyRequest, 'cookies'> & { body: { refreshToken?: string | undefined } | null | undefined }) => body?.refreshToken ?? cookies[name]

/** A browser keeps the token where its scripts cannot read it, so it must not stand in the body either. */
export const isBrowser = ({ headers }: FastifyRequest): boolean => headers['kontor-client'] === 'browser'
