import { isIPv6 } from 'node:net'

/** Where clients reach the server, as Gossip tells them. */
export type Endpoint = { readonly host: string; readonly port: number }

type Place = {
  readonly host: string
  readonly tls?: object | undefined
  readonly users?: readonly object[] | undefined
  readonly advertise?: Endpoint | undefined
}

/** Listening on one of these is listening on every address of the machine. */
export const everywhere: readonly string[] = ['0.0.0.0', '::']
const loopback = ['127.0.0.1', '::1', 'localhost']

/** `host:port`, with the brackets that an IPv6 address needs. */
export const authority = (host: string, port: number): string => `${isIPv6(host) ? `[${host}]` : host}:${port}`

/**
 * Other machines are served over TLS and to known users only; this one is served as it comes.
 * Raises an Error in one line for a place where somebody could listen in, write unasked or never find the server.
 */
export const refuseUnsafePlace = ({ host, tls, users = [], advertise }: Place): void => {
  if (users.length > 0 && !tls)
    throw new Error('The event store asks for users over TLS only, since without it the client sends no credentials: give it a certificate.')
  if (!loopback.includes(host) && !tls)
    throw new Error(`The event store serves the local machine only, not ${host}: it has no TLS. Give it a certificate and a user.`)
  if (!loopback.includes(host) && users.length === 0)
    throw new Error(`The event store does not serve ${host} to everybody: it has no users. Name one.`)
  if (everywhere.includes(host) && !advertise)
    throw new Error(`The event store listens on ${host} and needs the address to advertise: name the one under which clients reach it.`)
}
