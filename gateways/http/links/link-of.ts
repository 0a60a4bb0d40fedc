import { Refused } from '@kontor/core/kernel'
import type { LinkItem } from '@kontor/projections/links/list/view'
import type { Acting, HttpDeps, KnownLink } from '../ports.ts'

/** A link as whoever acts may see it, from the log and so exact at once. Raises Refused `link.not-found` for another tenant's or partner's. */
export const linkOf = async (
  deps: Pick<HttpDeps, 'links' | 'linkCode'>,
  { tenantId, role, partnerId }: Acting,
  linkId: string,
): Promise<KnownLink> => {
  const link = await deps.links.find(deps.linkCode(linkId))
  if (link?.tenantId !== tenantId || (role === 'partner' && link.partnerId !== partnerId)) throw new Refused('link.not-found')
  return link
}

/** The address that is given away. */
export const addressOf = ({ config }: Pick<HttpDeps, 'config'>, code: string): string => `${config.publicUrl}/r/${code}`

type Totals = Pick<LinkItem, 'clicks' | 'unique' | 'bots'>
const none: Totals = { clicks: 0, unique: 0, bots: 0 }

/** A row of the list with its address and with its clicks, which another view counts. */
export const shown = <L extends { readonly linkId: string; readonly code: string }>(
  deps: Pick<HttpDeps, 'config'>,
  link: L,
  totals: ReadonlyMap<string, Totals>,
) => ({ ...link, ...(totals.get(link.linkId) ?? none), url: addressOf(deps, link.code) })
