import { z } from 'zod'
import { sql } from '../../kernel/index.ts'
import { CrmPush, DealStatus, RewardStatus, type WireMoney } from '../shapes.ts'

type Fragment = ReturnType<typeof sql.fragment>

/** A substring, whatever its case. Not a pattern: `%` and `_` mean themselves. */
export const resembles = (q: string, columns: readonly Fragment[]) =>
  sql.join(
    columns.map((column) => sql.fragment`strpos(lower(${column}), lower(${q})) > 0`),
    sql.fragment` or `,
  )

/** A number as people say it, for one that is kept as E.164: its digits alone are compared. Undefined for what is no number. */
export const digitsOf = (q: string): string | undefined => (/^[\d\s()+.-]{3,}$/.test(q) ? q.replace(/\D/g, '') : undefined) || undefined

export const where = (parts: readonly (Fragment | undefined | false | '')[]) =>
  sql.join([sql.fragment`true`, ...parts.filter((part): part is Fragment => Boolean(part))], sql.fragment` and `)

/** The newest reward of the deal `d`, as `r`, and the payout that took it last, as `p`. */
export const rewardOf = (rewards: string, payouts: string) => sql.fragment`
  left join lateral (
    select * from ${sql.identifier([rewards])} as own where own.tenant_id = d.tenant_id and own.deal_id = d.deal_id order by own.reward_id limit 1
  ) as r on true
  left join ${sql.identifier([payouts])} as p on p.tenant_id = r.tenant_id and p.payout_id = r.payout_id`

/** A payout holds a reward until it has ended without payment; then what the row itself says holds again. */
export const dealColumns = sql.fragment`
  d.deal_id as "dealId", d.status, d.external_id as number, d.stage, d.stage_name as "stageName", d.amount, d.currency,
  d.crm_state as "crmState", d.url, d.crm_reason as "crmReason",
  r.reward_id as "rewardId", r.amount as "rewardAmount", r.currency as "rewardCurrency", r.held_until as "heldUntil",
  case p.status when 'requested' then 'requested' when 'paid' then 'paid' else r.status end as "rewardStatus"`

const Text = z.string().nullable()
/** What `dealColumns` answer; all null for a customer without a deal. */
export const dealRow = {
  dealId: Text,
  status: DealStatus.nullable(),
  number: Text,
  stage: Text,
  stageName: Text,
  amount: Text,
  currency: Text,
  crmState: CrmPush.shape.state.nullable(),
  url: Text,
  crmReason: Text,
  rewardId: Text,
  rewardAmount: Text,
  rewardCurrency: Text,
  heldUntil: Text,
  rewardStatus: RewardStatus.nullable(),
}
const DealRow = z.object(dealRow)
type DealRow = z.output<typeof DealRow>

/** Null where either is not there. */
export const money = (minor: string | null, currency: string | null): WireMoney | null =>
  minor === null || currency === null ? null : { minor, currency }

export const crmOf = ({ crmState, number, url, crmReason }: DealRow): CrmPush | undefined =>
  crmState === null
    ? undefined
    : {
        state: crmState,
        ...(number !== null && { externalId: number }),
        ...(url !== null && { url }),
        ...(crmReason !== null && { reason: crmReason }),
      }

export const rewardSummaryOf = ({ rewardId, rewardAmount, rewardCurrency, rewardStatus }: DealRow) => {
  const amount = money(rewardAmount, rewardCurrency)
  return rewardId === null || rewardStatus === null || amount === null ? undefined : { rewardId, amount, status: rewardStatus }
}
