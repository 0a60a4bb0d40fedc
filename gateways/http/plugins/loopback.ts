import type { FastifyRequest } from 'fastify'

const addresses = /^(?:127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/
const names = new Set(['localhost', '127.0.0.1', '[::1]'])

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).hostname : '')

/**
 * Whether the caller sits at this machine. A proxy on it would make the whole world look local, so anything forwarded is not;
 * nor is a page of another site whose name was pointed at 127.0.0.1.
 */
export const fromLoopback = ({ socket, ip, headers }: FastifyRequest, publicUrl: string): boolean => {
  if (!addresses.test(socket.remoteAddress ?? ip) || !addresses.test(ip)) return false
  if (headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined) return false
  const host = hostOf(`http://${headers.host}`)
  return names.has(host) || host === hostOf(publicUrl)
}
