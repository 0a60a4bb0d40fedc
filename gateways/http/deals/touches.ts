import type { Touch } from '@kontor/core/deals'
import { Refused } from '@kontor/core/kernel'
import { findTouches } from '@kontor/projections/links'
import type { HttpDeps } from '../ports.ts'

/**
 * Clicks of the visitor who made this one, in the whole tenant, with the click itself once its view has seen all that is in the log now. A view that is late
 * holds nobody up: the customer counts for the link then.
 */
export const touchesOf = async ({ read, head }: Pick<HttpDeps, 'read' | 'head'>, tenantId: string, clickId: string | undefined): Promise<Touch[]> => {
  if (clickId === undefined) return []
  const asTenant = { tenantId, role: 'owner', userId: '', partnerId: undefined } as const
  try {
    return [...(await read(asTenant, 'links.clicks', await head(), (db) => findTouches(db, { clickId })))]
  } catch (error) {
    if (error instanceof Refused && error.code === 'view.late') return []
    throw error
  }
}
