import type { FastifyRequest } from 'fastify'

const originOf = (url: string): string | undefined => (URL.canParse(url) ? new URL(url).origin : undefined)
const hostOf = (url: string): string | undefined => (URL.canParse(url) ? new URL(url).host : undefined)

/** A browser says which page opens the socket: only ours may. Other clients say nothing, and prove themselves by their token as everyone does. */
export const isOurPage = ({ headers: { origin, host } }: Pick<FastifyRequest, 'headers'>, publicUrl: string): boolean =>
  origin === undefined || originOf(origin) === originOf(publicUrl) || (host !== undefined && hostOf(origin) === host)
