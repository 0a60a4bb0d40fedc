import { z } from 'zod'
import { define, Id } from '../../kernel/index.ts'
import { Utm } from '../shapes.ts'

/** Visitors arrive with these UTM fields from now on. */
export const LinkUtmSet = define('links.LinkUtmSet', z.object({ linkId: Id, partnerId: Id, utm: Utm }))
