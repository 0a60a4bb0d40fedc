import { z } from 'zod'
import { define, Id } from '../../kernel/index.ts'
import { Target } from '../shapes.ts'

/** From now on the address leads elsewhere; earlier clicks went where they went. */
export const LinkRetargeted = define('links.LinkRetargeted', z.object({ linkId: Id, partnerId: Id, targetUrl: Target }))
