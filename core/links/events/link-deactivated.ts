import { z } from 'zod'
import { define, Id } from '../../kernel/index.ts'

/** Visitors are told that the link is off. */
export const LinkDeactivated = define('links.LinkDeactivated', z.object({ linkId: Id, partnerId: Id }))
