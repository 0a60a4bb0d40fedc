import type { Overview } from '@kontor/gateways/http/reports/contract'

type Balance = Overview['owed'][number]
type Amount = { readonly minor: string; readonly currency: string }

/** Whether a payout can be asked for now, or what is in the way: the button that is off says why (S25). */
export type Standing =
  | { readonly kind: 'ready' }
  | { readonly kind: 'below'; readonly min: Amount; readonly rest: Amount }
  | { readonly kind: 'debt' }
  | { readonly kind: 'waits' }
  | { readonly kind: 'nothing' }

/** The minimum is of the terms' own currency; money of another currency has none. */
export const standingOf = ({ currency, available, held, requested }: Balance, minimum: Amount | undefined): Standing => {
  const now = BigInt(available)
  if (now < 0n) return { kind: 'debt' }
  if (now === 0n) return { kind: BigInt(held) > 0n || BigInt(requested) > 0n ? 'waits' : 'nothing' }
  const least = minimum?.currency === currency ? BigInt(minimum.minor) : 0n
  if (now >= least) return { kind: 'ready' }
  return { kind: 'below', min: { minor: String(least), currency }, rest: { minor: String(least - now), currency } }
}
