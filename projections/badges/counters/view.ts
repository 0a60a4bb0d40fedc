import { z } from 'zod'

/** What waits for a person, by kind. Kinds come with their capabilities; a role sees only its own. */
export const Badges = z.object({ applications: z.int().min(0).optional() })
export type Badges = z.output<typeof Badges>
