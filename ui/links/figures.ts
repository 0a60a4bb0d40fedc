import type { LinkShown } from '@kontor/gateways/http/links/contract'
import { share } from '../kit/format/index.ts'

/** Clicks of people, the one meaning of the word on a screen (ui.md §3.5): robots, and browsers that look ahead, are left out. */
export const peopleOf = ({ clicks, bots }: { readonly clicks: number; readonly bots: number }): number => clicks - bots

/** Customers of a hundred unique visitors, as text for `percent`; null when there was no visitor. */
export const conversionOf = ({ customers, unique }: Pick<LinkShown, 'customers' | 'unique'>): string | null => share(customers, unique)
