import { PersonErased } from '@kontor/core/identity'
import { done, type Effect, effect } from '../../kernel/index.ts'

export type Keys = { readonly destroy: (tenantId: string, personId: string) => Promise<void> }

/** The key goes, and with it every copy of what the log says about the person, backups included (design.md §4, Personal data). */
export const destroyKey = ({ keys }: { readonly keys: Keys }): Effect =>
  effect({
    name: 'privacy.destroy-key',
    on: [PersonErased],
    orderKey: ({ data }) => `key.${data.personId}`,
    repeatSafe: 'yes',
    attempt: async ({ data, meta }) => {
      await keys.destroy(meta.tenantId, data.personId)
      return done
    },
  })
