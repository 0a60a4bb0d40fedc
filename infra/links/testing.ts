import { CreateLink, links } from '@kontor/core/links'
import type { KnownLink } from '@kontor/gateways/http'
import type { Stores } from '../compose/stores.ts'
import { derivedId, keyedHash, linkCode, newId, rootKeys } from '../secrets/index.ts'

export const keyed = keyedHash(rootKeys(Buffer.alloc(32, 7)))

/** Metadata of somebody of that tenant who commands something now. */
export const metaIn = (tenantId: string) => {
  const [commandId, now] = [newId(), new Date().toISOString()]
  return {
    tenantId,
    actor: { kind: 'user' as const, id: tenantId },
    commandId,
    correlationId: commandId,
    causationId: commandId,
    occurredAt: now,
    recordedAt: now,
    source: 'http',
    schemaVersion: 1,
  }
}

/** A person's browser, for clicks that count. */
export const browser = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36'

type Made = Pick<KnownLink, 'linkId' | 'code' | 'partnerId' | 'tenantId'>
type Wishes = Partial<Pick<KnownLink, 'tenantId' | 'partnerId' | 'targetUrl' | 'utm' | 'timeZone' | 'type'>>

/** Makes a link by the command that everybody uses. */
export const makeLink = async ({ execute }: Pick<Stores, 'execute'>, wishes: Wishes = {}): Promise<Made> => {
  const linkId = newId()
  const code = linkCode(keyed, linkId)
  const {
    tenantId = newId(),
    partnerId = newId(),
    targetUrl = 'https://shop.test/page?a=1#top',
    utm = {},
    timeZone = 'Europe/Moscow',
    type = 'direct',
  } = wishes
  const target = type === 'direct' ? { targetUrl } : {}
  const data = { linkId, code, partnerId, programmeId: derivedId('programme', tenantId), timeZone, type, title: 'A link', utm, ...target }
  await execute(links, code, CreateLink(data, metaIn(tenantId)))
  return { linkId, code, partnerId, tenantId }
}
