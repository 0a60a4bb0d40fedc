import { z } from 'zod'

export const LettersQuery = z.strictObject({ to: z.string().trim().max(254).optional() })
export const LetterList = z.strictObject({
  items: z.array(z.strictObject({ id: z.string(), to: z.string(), from: z.string(), subject: z.string(), text: z.string(), receivedAt: z.string() })),
})
