import { z } from 'zod'
import { define, Id } from '../../kernel/index.ts'

/**
 * This person asked to be forgotten in this tenant (for a user: on the platform). Their key is destroyed, and every view that shows
 * them sets the placeholder that a rebuild without the key yields.
 */
export const PersonErased = define('identity.PersonErased', z.object({ personId: Id, kind: z.enum(['user', 'partner', 'customer']) }))
