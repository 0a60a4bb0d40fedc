import { z } from 'zod'

/** Commands that need no words: an empty object, or nothing at all. */
export const NoBody = z.strictObject({}).optional()

/** What a command answers on the wire: where the log stood, and none of what was written. */
export const accepted = async (executed: Promise<{ readonly position: string }>) => {
  const { position } = await executed
  return { position }
}
