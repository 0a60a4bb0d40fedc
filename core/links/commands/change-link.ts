import { z } from 'zod'
import { type Decide, define, Id, Line, type MessageOf, Refused } from '../../kernel/index.ts'
import { LinkDeactivated, LinkReactivated, LinkRetargeted, LinkRetitled, LinkUtmSet } from '../events/index.ts'
import { Target, Utm } from '../shapes.ts'
import type { Link, LinkEvent } from '../state.ts'

export const ChangeLink = define(
  'links.ChangeLink',
  z.object({
    linkId: Id,
    /** Whose link it must be: another partner's does not exist for this one. */
    partnerId: Id,
    title: Line(120).optional(),
    targetUrl: Target.optional(),
    utm: Utm.optional(),
    active: z.boolean().optional(),
  }),
)
const fields = ['source', 'medium', 'campaign', 'content', 'term'] as const
const same = (left: Utm, right: Utm) => fields.every((field) => left[field] === right[field])

/** One fact for each thing that really changes, in one append; what is already so is no news. */
export const changeLink: Decide<MessageOf<typeof ChangeLink>, Link, LinkEvent> = ({ data, meta }, link) => {
  const { linkId, partnerId, title, targetUrl, utm, active } = data
  if (link.status === 'none' || link.partnerId !== partnerId) throw new Refused('link.not-found')
  const ids = { linkId, partnerId }
  const isActive = link.status === 'active'
  return [
    ...(title !== undefined && title !== link.title ? [LinkRetitled({ ...ids, title }, meta)] : []),
    ...(targetUrl !== undefined && targetUrl !== link.targetUrl ? [LinkRetargeted({ ...ids, targetUrl }, meta)] : []),
    ...(utm !== undefined && !same(utm, link.utm) ? [LinkUtmSet({ ...ids, utm }, meta)] : []),
    ...(active === false && isActive ? [LinkDeactivated(ids, meta)] : []),
    ...(active === true && !isActive ? [LinkReactivated(ids, meta)] : []),
  ]
}
