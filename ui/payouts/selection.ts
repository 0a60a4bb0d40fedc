import type { RewardItem } from '@kontor/gateways/http/rewards/contract'

type Row = Pick<RewardItem, 'rewardId' | 'amount'>

/** What was taken back: it goes into the next request whether one likes it or not (money.md 10). */
export const isLocked = ({ amount }: Pick<Row, 'amount'>): boolean => amount.minor.startsWith('-')

/** Everything that can be asked for, but what was unticked; a locked row stays in. */
export const chosenOf = <R extends Row>(rows: readonly R[], unticked: ReadonlySet<string>): readonly R[] =>
  rows.filter((row) => isLocked(row) || !unticked.has(row.rewardId))

/** The currencies that can be asked for, in the order of the rows: a request has one (one account, one currency). */
export const currenciesOf = (rows: readonly Row[]): readonly string[] => [...new Set(rows.map(({ amount }) => amount.currency))]

/** How many rows a request has at most, of the contract. */
export const rowsAtMost = 1000
