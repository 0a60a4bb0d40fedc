import type { Effect } from '../kernel/index.ts'
import { destroyKey, type Keys } from './identity/destroy-key.ts'
import { type ForgetDeps, forgetUser } from './identity/forget-user.ts'
import { type ReleaseDeps, releaseNames } from './identity/release-names.ts'

export type PrivacyDeps = ReleaseDeps & ForgetDeps & { readonly keys: Keys }

/** What has to follow when a person is erased. Each part is an item of its own, so one that fails holds up none of the others. */
export const privacyEffects = (deps: PrivacyDeps): readonly Effect[] => [destroyKey(deps), releaseNames(deps), forgetUser(deps)]
