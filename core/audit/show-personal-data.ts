import { z } from 'zod'
import { type Decider, define, Line, type MessageOf } from '../kernel/index.ts'
import { PersonalDataShown } from './events/index.ts'

export const ShowPersonalData = define('audit.ShowPersonalData', z.object({ reason: Line(300), of: z.string().max(1000) }))

type Look = { readonly shown: boolean }

/** One look a stream, `looks-<tenant>.<commandId>`: recorded before anything is shown. */
export const looks: Decider<MessageOf<typeof ShowPersonalData>, Look, MessageOf<typeof PersonalDataShown>> = {
  category: 'looks',
  initial: () => ({ shown: false }),
  evolve: () => ({ shown: true }),
  decide: {
    'audit.ShowPersonalData': ({ data, meta }, { shown }) => (shown ? [] : [PersonalDataShown({ ...data, by: meta.actor.id }, meta)]),
  },
}
