import { z } from 'zod'
import { define, Id } from '../../kernel/index.ts'
import { LinkCode, LinkType, Target, Utm } from '../shapes.ts'

/** A partner has a new address to bring people by. Its zone is the programme's, in which its clicks are counted by day. */
export const LinkCreated = define(
  'links.LinkCreated',
  z.object({
    linkId: Id,
    code: LinkCode,
    partnerId: Id,
    programmeId: Id,
    timeZone: z.string(),
    type: LinkType,
    title: z.string(),
    targetUrl: Target.optional(),
    utm: Utm.optional(),
  }),
)
