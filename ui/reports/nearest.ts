type Held = {
  readonly amount: { readonly minor: string; readonly currency: string }
  readonly heldUntil?: string | undefined
  readonly reverses?: string | undefined
}

/** The reward that becomes available first; rows that take something back are not waited for. */
export const nearestOf = <T extends Held>(rewards: readonly T[]): (T & { readonly heldUntil: string }) | undefined =>
  rewards
    .flatMap((reward) => (reward.heldUntil && !reward.reverses ? [{ ...reward, heldUntil: reward.heldUntil }] : []))
    .sort((a, b) => a.heldUntil.localeCompare(b.heldUntil))[0]
