import { z } from 'zod'
import { define, Id } from '../../kernel/index.ts'

/** Somebody looked at personal data in the log, and said why. */
export const PersonalDataShown = define(
  'audit.PersonalDataShown',
  z.object({ by: Id, reason: z.string(), /** What was looked at: a stream, or the filters of a search. */ of: z.string() }),
)
