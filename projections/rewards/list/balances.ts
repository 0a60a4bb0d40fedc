import type { CommonQueryMethods } from 'slonik'
import { z } from 'zod'
import { sql } from '../../kernel/index.ts'
import { Balance } from './view.ts'

type Asked = { readonly partnerId?: string | undefined }
const of = ({ partnerId }: Asked) => (partnerId ? sql.fragment`b.partner_id = ${partnerId}` : sql.fragment`true`)

/** What is owed and was paid now, a row a currency; of one partner, or of all that whoever asks may see. */
export const listBalances = (db: CommonQueryMethods, asked: Asked): Promise<readonly Balance[]> =>
  db.any(sql.type(Balance)`
    select b.currency, sum(b.available)::text as available, sum(b.held)::text as held, sum(b.requested)::text as requested, sum(b.paid)::text as paid
    from rewards_balances as b where ${of(asked)} group by b.currency order by b.currency`)

/** The same as of a moment, itself included, by when things happened. An account without a line by then is not shown. */
export const listBalancesAsOf = (db: CommonQueryMethods, { asOf, ...asked }: Asked & { readonly asOf: string }): Promise<readonly Balance[]> => {
  const sum = (ledger: string) => sql.fragment`coalesce(sum(e.minor) filter (where e.ledger = ${ledger}), 0)::text as ${sql.identifier([ledger])}`
  const sums = sql.join(['available', 'held', 'requested', 'paid'].map(sum), sql.fragment`, `)
  // Lines are summed before they meet their accounts, so that each is read once.
  return db.any(sql.type(Balance)`
    select b.currency, ${sums}
    from (
      select tenant_id, account_id, ledger, sum(minor) as minor from rewards_entries as b
      where ${of(asked)} and occurred_at <= ${asOf}::timestamptz group by tenant_id, account_id, ledger
    ) as e
    join rewards_balances as b on b.tenant_id = e.tenant_id and b.account_id = e.account_id
    group by b.currency order by b.currency`)
}

const Owed = Balance.pick({ currency: true }).extend({ partnerId: z.string(), minor: z.string() })

/** What each of these partners is owed now: available, held and requested together; nothing for whom nothing is owed. */
export const listOwed = (db: CommonQueryMethods, partnerIds: readonly string[]): Promise<readonly z.output<typeof Owed>[]> =>
  db.any(sql.type(Owed)`
    select partner_id as "partnerId", currency, sum(available + held + requested)::text as minor from rewards_balances
    where partner_id = any(${sql.array([...partnerIds], 'text')}) group by partner_id, currency
    having sum(available + held + requested) <> 0 order by partner_id, sum(available + held + requested) desc`)
