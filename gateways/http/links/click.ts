import type { MessageOf } from '@kontor/core/kernel'
import { type ClickKind, ClickRecorded, dayKeyOf } from '@kontor/core/links'
import type { Edge, KnownLink } from '../ports.ts'
import { agentOf } from './classify.ts'
import { dayInZone } from './day-in-zone.ts'
import type { Visitor } from './visitor.ts'

/** The host of a web page; whatever else a browser may name (an app, a page without a host) is left out. */
const hostOf = (referer: string | undefined) => {
  if (referer === undefined || !/^https?:/i.test(referer) || !URL.canParse(referer)) return undefined
  return new URL(referer).hostname
}

type Naming = Pick<Edge, 'derivedId' | 'keyed'>
type At = { readonly clickId: string; readonly now: string }

/** What has the same parts has the same mark; without the server's key it tells nothing of them. */
const mark = ({ keyed }: Naming, kind: string, length: number, ...parts: readonly string[]) =>
  keyed(kind, parts.join('\n')).slice(kind.length + 1, kind.length + 1 + length)

/**
 * The click as the log will have it. `kindOf` is told the mark of the visit: same visitor, link and day in the link's zone. Address, user agent and referer go
 * under the key of the tenant's day, which `dayKey` names.
 */
export const clickOf = (
  naming: Naming,
  link: KnownLink,
  { address, userAgent, referer, requestId }: Visitor,
  { clickId, now }: At,
  kindOf: (visit: string, at: number) => ClickKind,
): MessageOf<typeof ClickRecorded> => {
  const { tenantId, linkId, code, partnerId, timeZone } = link
  const at = Date.parse(now)
  const day = dayInZone(at, timeZone)
  const visit = mark(naming, 'visit', 22, linkId, day, address, userAgent ?? '')
  const visitor = mark(naming, 'visitor', 32, tenantId, address, userAgent ?? '')
  const { browser, device } = agentOf(userAgent)
  const dayKey = dayKeyOf(naming.derivedId, tenantId, day)
  const kept = { dayKey, address, userAgent, referer, visitor }
  const said = { kind: kindOf(visit, at), day, visit, browser, device, refererHost: hostOf(referer) }
  return ClickRecorded(
    { clickId, linkId, code, partnerId, ...said, ...kept },
    {
      tenantId,
      actor: { kind: 'visitor', id: 'visitor' },
      commandId: clickId,
      correlationId: requestId,
      causationId: clickId,
      occurredAt: now,
      recordedAt: now,
      source: 'http',
      schemaVersion: 1,
    },
  )
}
