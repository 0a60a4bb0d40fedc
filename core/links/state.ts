import type { MessageOf } from '../kernel/index.ts'
import type { LinkCreated, LinkDeactivated, LinkReactivated, LinkRetargeted, LinkRetitled, LinkUtmSet } from './events/index.ts'
import type { LinkType, Utm } from './shapes.ts'

export type LinkEvent = MessageOf<
  typeof LinkCreated | typeof LinkRetargeted | typeof LinkRetitled | typeof LinkUtmSet | typeof LinkDeactivated | typeof LinkReactivated
>
export type Link =
  | { readonly status: 'none' }
  | {
      readonly status: 'active' | 'deactivated'
      readonly tenantId: string
      readonly linkId: string
      readonly code: string
      readonly partnerId: string
      readonly programmeId: string
      readonly timeZone: string
      readonly type: LinkType
      readonly title: string
      readonly targetUrl: string | undefined
      readonly utm: Utm
    }

export const noLink = (): Link => ({ status: 'none' })

/** The tenant comes from the metadata, since the stream lies with the platform. */
export const evolveLink = (link: Link, { type, data, meta }: LinkEvent): Link => {
  if (type === 'links.LinkCreated') return { status: 'active', tenantId: meta.tenantId, ...data, targetUrl: data.targetUrl, utm: data.utm ?? {} }
  if (link.status === 'none') return link
  switch (type) {
    case 'links.LinkRetargeted':
      return { ...link, targetUrl: data.targetUrl }
    case 'links.LinkRetitled':
      return { ...link, title: data.title }
    case 'links.LinkUtmSet':
      return { ...link, utm: data.utm }
    case 'links.LinkDeactivated':
      return { ...link, status: 'deactivated' }
    case 'links.LinkReactivated':
      return { ...link, status: 'active' }
  }
}
