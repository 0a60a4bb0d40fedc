import { z } from 'zod'
import { type Decide, define, Id, Line, type MessageOf, Refused } from '../../kernel/index.ts'
import { LinkCreated } from '../events/index.ts'
import { LinkCode, LinkType, Target, Utm } from '../shapes.ts'
import type { Link, LinkEvent } from '../state.ts'

export const CreateLink = define(
  'links.CreateLink',
  z.object({
    linkId: Id,
    code: LinkCode,
    partnerId: Id,
    programmeId: Id,
    timeZone: z.string(),
    type: LinkType,
    title: Line(120),
    targetUrl: Target.optional(),
    utm: Utm.optional(),
  }),
)

/** A direct link must lead somewhere; there are no landings to lead to before their editor comes. */
export const createLink: Decide<MessageOf<typeof CreateLink>, Link, LinkEvent> = ({ data, meta }, link) => {
  if (link.status !== 'none') return []
  if (data.type === 'landing') throw new Refused('landing.not-found')
  if (data.type === 'direct' && data.targetUrl === undefined) throw new Refused('link.target-missing')
  return [LinkCreated(data, meta)]
}
