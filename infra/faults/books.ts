import { deals } from '@kontor/core/deals'
import { accountOf, type Entries, foldOf, type Message, type Recorded, streamOf } from '@kontor/core/kernel'
import { rewards } from '@kontor/core/rewards'
import { createSqlTag } from 'slonik'
import { z } from 'zod'
import type { Stores } from '../compose/stores.ts'
import { derivedId } from '../secrets/index.ts'
import type { Walked } from './spine.ts'

const sql = createSqlTag({ typeAliases: {} })

/** What should be there once and is not, or is more than once. */
export type Findings = { readonly lost: readonly string[]; readonly doubled: readonly string[] }

/** How often each thing was seen, against once. */
const once = (wanted: readonly string[], seen: readonly string[]): Findings => {
  const times = new Map<string, number>()
  for (const one of seen) times.set(one, (times.get(one) ?? 0) + 1)
  return { lost: wanted.filter((one) => !times.has(one)), doubled: [...times].filter(([, count]) => count > 1).map(([one]) => one) }
}
const together = (all: readonly Findings[]): Findings => ({ lost: all.flatMap(({ lost }) => lost), doubled: all.flatMap(({ doubled }) => doubled) })

const factsOfDeal = ['deals.DealOpened', 'deals.DealPushed', 'deals.DealWon', 'deals.DealRefunded']
const factsOfReward = ['rewards.RewardAccrued', 'rewards.RewardReleased', 'rewards.RewardReversed']
const factsOfPayout = ['payouts.PaymentRequested', 'payouts.PaymentApproved', 'payouts.PaymentPaid']

const demoTenant = derivedId('seed-demo', 'tenant')

const accountFacts = ({ log }: Pick<Stores, 'log'>, walked: readonly Walked[]) =>
  log.read(streamOf(rewards.category, demoTenant, accountOf(walked[0]?.rewardId ?? ''))).then(({ events }) => events as readonly Recorded[])

/** What the log holds of each walk, by the fact and what it is about. */
export const onceInTheLog = async ({ log }: Pick<Stores, 'log'>, walked: readonly Walked[]): Promise<Findings> => {
  const ofDeals = await Promise.all(walked.map(async ({ dealId }) => (await log.read(streamOf(deals.category, demoTenant, dealId))).events))
  const account = await accountFacts({ log }, walked)
  const about = ({ type, data }: Message) => {
    const { dealId, payoutId, stageId } = data as { dealId?: string; payoutId?: string; stageId?: string }
    return `${type} of ${dealId ?? payoutId}${stageId === undefined ? '' : ` to ${stageId}`}`
  }
  const wanted = walked.flatMap(({ dealId, payoutId }) => [
    ...[...factsOfDeal, ...factsOfReward].map((type) => `${type} of ${dealId}`),
    ...factsOfPayout.map((type) => `${type} of ${payoutId}`),
  ])
  return once(wanted, [...ofDeals.flat(), ...account].map(about))
}

const Items = z.object({ entity: z.int(), origin: z.string().nullable(), phone: z.string().nullable() })

/** What the CRM holds of each walk: a deal of this origin, a contact with this telephone number. */
export const onceInTheCrm = async ({ pools }: Pick<Stores, 'pools'>, walked: readonly Walked[]): Promise<Findings> => {
  const items = await pools.platform.any(sql.type(Items)`
    select entity, fields ->> 'originId' as origin, fields #>> '{fm,0,value}' as phone from sandbox_bitrix24_items where entity in (2, 3)`)
  const inDeals = items.filter(({ entity }) => entity === 2).map(({ origin }) => `deal ${origin}`)
  const contacts = items.filter(({ entity }) => entity === 3).map(({ phone }) => `contact ${phone}`)
  return together([
    once(
      walked.map(({ dealId }) => `deal ${dealId}`),
      inDeals,
    ),
    once(
      walked.map(({ phone }) => `contact ${phone}`),
      contacts,
    ),
  ])
}

/** Work that nobody will do any more. */
export const unsettledWork = async ({ pools }: Pick<Stores, 'pools'>): Promise<readonly string[]> => {
  const rows = await pools.platform.any(sql.type(z.object({ effect: z.string(), state: z.string(), reason: z.string().nullable() }))`
    select effect, state, reason from work_items where state <> 'done'`)
  return rows.map(({ effect, state, reason }) => `${effect} is ${state}: ${reason}`)
}

/** The account as its decider folds it, and its ledgers as the lines add up; `sum` of every line there is. */
export const ledgerOf = async ({ log }: Pick<Stores, 'log'>, walked: readonly Walked[]) => {
  const events = await accountFacts({ log }, walked)
  const account = foldOf(rewards, events)
  const ledgers: Record<string, bigint> = { programme: 0n, held: 0n, available: 0n, requested: 0n, paid: 0n }
  for (const { data } of events) {
    for (const { ledger, minor } of (data as { entries?: Entries }).entries ?? []) ledgers[ledger] = (ledgers[ledger] ?? 0n) + minor
  }
  const sum = Object.values(ledgers).reduce((all, minor) => all + minor, 0n)
  return { account, ledgers, sum }
}
