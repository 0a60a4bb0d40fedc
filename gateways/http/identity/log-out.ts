import type { Meta } from '@kontor/core/kernel'
import type { Family, HttpDeps } from '../ports.ts'
import { recordReuse, recordRevocation } from './session-facts.ts'

type Held = { readonly accessToken: string | undefined; readonly refreshToken: string | undefined }

/** The family of whichever token still proves one: a browser that slept past its access token can log out, too. */
const familiesOf = async (deps: HttpDeps, { accessToken, refreshToken }: Held, meta: Meta): Promise<readonly string[]> => {
  const acting = accessToken === undefined ? undefined : await deps.tokens.verify(accessToken)
  const answer = refreshToken === undefined ? undefined : await deps.families.rotate(refreshToken)
  // An old token has ended its family by being shown; the log is told of that, too.
  if (answer?.is === 'reused') await recordReuse(deps, answer.family, meta)
  return [...new Set([acting?.familyId, answer?.is === 'rotated' ? answer.family.familyId : undefined])].filter((id) => id !== undefined)
}

/** Ends the session at once and says so in the log. Nothing to end is no error. */
export const logOut = async (deps: HttpDeps, held: Held, meta: Meta): Promise<void> => {
  for (const familyId of await familiesOf(deps, held, meta)) {
    const family: Family | undefined = await deps.families.revoke(familyId)
    if (family) await recordRevocation(deps, family, 'logged-out', meta)
  }
}
