import { z } from 'zod'
import { define, Id } from '../../kernel/index.ts'

/** A link that was off leads on again. */
export const LinkReactivated = define('links.LinkReactivated', z.object({ linkId: Id, partnerId: Id }))
