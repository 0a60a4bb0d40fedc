import { PartnerTerms } from '@kontor/gateways/http/partners/contract'

/** What stands in a field for a share: nothing, a share as the server takes it ("7.5"), or what is none. */
export type TypedPercent = { readonly kind: 'empty' } | { readonly kind: 'percent'; readonly percent: string } | { readonly kind: 'wrong' }

/** Reads "7,5", " 7.5 % " and "7.50" as people type them; the contract says what a share is. */
export const readPercent = (typed: string): TypedPercent => {
  const percent = typed.replace(/[\s\u00a0%]/g, '').replace(',', '.')
  if (percent === '') return { kind: 'empty' }
  return PartnerTerms.safeParse({ percent }).success ? { kind: 'percent', percent } : { kind: 'wrong' }
}
