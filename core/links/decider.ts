import type { Decider, MessageOf } from '../kernel/index.ts'
import { type ChangeLink, changeLink } from './commands/change-link.ts'
import { type CreateLink, createLink } from './commands/create-link.ts'
import { evolveLink, type Link, type LinkEvent, noLink } from './state.ts'

/** A partner's link. Stream `links-<platform>.<code>`: whoever follows it is of no tenant yet. Clicks lie elsewhere, in intake streams. */
export const links: Decider<MessageOf<typeof CreateLink | typeof ChangeLink>, Link, LinkEvent> = {
  category: 'links',
  onPlatform: true,
  initial: noLink,
  evolve: evolveLink,
  decide: { 'links.CreateLink': createLink, 'links.ChangeLink': changeLink },
}
