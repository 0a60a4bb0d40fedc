import { z } from 'zod'
import { define, Id } from '../../kernel/index.ts'

/** Only a name for the partner's own eyes. */
export const LinkRetitled = define('links.LinkRetitled', z.object({ linkId: Id, partnerId: Id, title: z.string() }))
