import type { Role } from '@kontor/core/identity'

/** What a good request to a route looks like, so that each bad one differs from it in one thing. */
export type Sample = {
  readonly who: 'public' | 'ticket' | readonly Role[]
  readonly body?: Readonly<Record<string, unknown>>
  /** Well-formed values of the address's parameters that belong to another tenant, or to nobody. */
  readonly foreign?: Readonly<Record<string, string>>
}

export const staff: readonly Role[] = ['owner', 'member']
export const partner: readonly Role[] = ['partner']
export const staffAndPartner: readonly Role[] = ['owner', 'member', 'partner']

/** A well-formed id that nobody has. */
export const nobodys = 'f'.repeat(32)
/** The same for what lies in an account. */
export const nobodysInAccount = 'f'.repeat(64)
