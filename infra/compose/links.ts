import type { HttpDeps } from '@kontor/gateways/http'
import type { Stores } from './stores.ts'

/** The redirect's memory of links, and the writer of its clicks. */
export const openLinks = async (_stores: Stores, _closing: AsyncDisposableStack): Promise<Pick<HttpDeps, 'links' | 'clicks'>> => ({
  links: { find: async () => undefined },
  clicks: { record: () => Promise.reject(new Error('not joined yet')) },
})
