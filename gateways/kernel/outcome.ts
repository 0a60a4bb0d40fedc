/** May the same attempt be made again when nobody knows how the last one ended? `lookup`: only after asking the provider. */
export type RepeatSafe = 'yes' | 'no' | 'lookup'

/**
 * How one attempt ended (gateways.md, retry table). Reasons are read by operators and kept for long: codes and plain words, nothing of a person.
 * - `retry`: provably not done. With `notBefore` (UTC ISO 8601) the provider named the moment, and the attempt is not counted.
 * - `parked`: it will not go through by being repeated; a person looks at it.
 * - `unknown`: maybe done. Repeated only where that is safe.
 */
export type Outcome =
  | { readonly is: 'done' }
  | { readonly is: 'retry'; readonly reason: string; readonly notBefore?: string }
  | { readonly is: 'parked'; readonly reason: string }
  | { readonly is: 'unknown'; readonly detail: string }

export const done: Outcome = { is: 'done' }
