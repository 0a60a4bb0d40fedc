import type { Acting } from '../ports.ts'

/** A payout as this reader may see it: who of the operator's people decided is none of a partner's business. */
export const shownTo =
  ({ role }: Pick<Acting, 'role'>) =>
  <T extends { readonly decidedBy?: string | undefined }>(payout: T): T => {
    if (role !== 'partner') return payout
    const { decidedBy: _, ...visible } = payout
    return visible as T
  }
