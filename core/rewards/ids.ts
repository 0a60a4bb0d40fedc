/** UUIDv5 without dashes, made at the edge: the same scope and key always give the same id. */
type DerivedId = (scope: string, key: string) => string
type Earned = { readonly partnerId: string; readonly currency: string; readonly dealId: string }

/** The account of a partner in one currency (design.md §4, Boundaries). */
export const accountIdOf = (derivedId: DerivedId, partnerId: string, currency: string): string => derivedId('account', `${partnerId}.${currency}`)

/** The reward for the whole of a deal, in the account of whoever earned it. */
export const rewardIdOf = (derivedId: DerivedId, { partnerId, currency, dealId }: Earned): string =>
  accountIdOf(derivedId, partnerId, currency) + derivedId('reward', `${dealId}.whole`)
