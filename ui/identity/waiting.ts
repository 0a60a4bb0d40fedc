import type { IconName } from '../kit/icon-names.ts'
import { chip } from '../kit/tones.ts'

/** What the waiting room may say. `over`: the ticket has ended, so the answer is behind a new sign-in. */
export type Waiting = 'pending' | 'active' | 'rejected' | 'deactivated' | 'over'

export const faceOf: Readonly<Record<Waiting, { readonly icon: IconName; readonly look: string }>> = {
  pending: { icon: 'hourglass', look: chip.warn },
  active: { icon: 'circle-check', look: chip.ok },
  rejected: { icon: 'circle-x', look: chip.danger },
  deactivated: { icon: 'ban', look: chip.neutral },
  over: { icon: 'clock', look: chip.neutral },
}
