import type { Meta } from '@kontor/core/kernel'
import type { Family, HttpDeps } from '../ports.ts'
import { recordRevocation } from './session-facts.ts'

type Held = { readonly accessToken: string | undefined; readonly refreshToken: string | undefined }

/** The family of whichever token still proves one: a browser that slept past its access token can log out, too. */
const familiesOf = async ({ tokens, families }: HttpDeps, { accessToken, refreshToken }: Held): Promise<readonly string[]> => {
  const acting = accessToken === undefined ? undefined : await tokens.verify(accessToken)
  const answer = refreshToken === undefined ? undefined : await families.rotate(refreshToken)
  return [...new Set([acting?.familyId, answer?.is === 'rotated' ? answer.family.familyId : undefined])].filter((id) => id !== undefined)
}

/** Ends the session at once and says so in the log. Nothing to end is no error. */
export const logOut = async (deps: HttpDeps, held: Held, meta: Meta): Promise<void> => {
  for (const familyId of await familiesOf(deps, held)) {
    const family: Family | undefined = await deps.families.revoke(familyId)
    if (family) await recordRevocation(deps, family, 'logged-out', meta)
  }
}
