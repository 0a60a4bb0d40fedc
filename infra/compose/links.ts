import type { HttpDeps } from '@kontor/gateways/http'
import { headOf } from '../eventstore/client/index.ts'
import { clickIntake, linkBook } from '../links/index.ts'
import { newId } from '../secrets/index.ts'
import type { Stores } from './stores.ts'

/** The redirect's memory of links, kept by the log, and the writer of its clicks, which at a stop ends its work before the store closes. */
export const openLinks = async ({ client, feed, log }: Stores, closing: AsyncDisposableStack): Promise<Pick<HttpDeps, 'links' | 'clicks'>> => {
  const links = linkBook(log)
  const head = await headOf(client)
  const stopping = new AbortController()
  const keepingUp = links.keepUp(feed, head === '0' ? undefined : head, stopping.signal)
  closing.defer(async () => {
    stopping.abort()
    await keepingUp
  })
  const clicks = clickIntake({ log, newId, now: () => new Date().toISOString() })
  closing.defer(() => clicks.close())
  return { links, clicks }
}
