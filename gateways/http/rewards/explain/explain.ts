import { attributionDays } from '@kontor/core/deals'
import { accountOf, foldOf, Refused, streamOfAggregate } from '@kontor/core/kernel'
import { rewards } from '@kontor/core/rewards'
import type { HttpDeps } from '../../ports.ts'
import type { Explanation } from '../contract.ts'
import type { Audience } from './audience.ts'
import { type Facts, factsOf } from './facts.ts'
import { rootOf, rowOf } from './row.ts'
import { sentenceOf } from './sentence.ts'
import { stepShown, stepsOf } from './steps.ts'

type Asked = { readonly tenantId: string; readonly rewardId: string; readonly audience: Audience }

const ruleOf = ({ accrued, published, attributed }: Facts): Explanation['terms'] => {
  const { minimumPayout, holdDays, version } = published.data
  const { rate, personalRate, baseWord } = accrued.data
  return {
    version,
    rule: {
      percent: rate,
      personal: personalRate,
      holdDays,
      minimumPayout: { minor: String(minimumPayout.minor), currency: minimumPayout.currency },
      base: baseWord,
      attribution: 'last-click',
      windowDays: attributed?.data.windowDays ?? attributionDays,
    },
  }
}

const ledgerOf = ({ own }: ReturnType<typeof rowOf>): Explanation['ledger'] =>
  own.map(({ type, meta, data }) => ({
    at: meta.occurredAt,
    event: type,
    lines: data.entries.map(({ ledger, minor }) => ({ ledger, minor: String(minor) })),
  }))

/**
 * Why an amount is what it is, from the log alone (money.md, "Why this amount?"): the facts, the terms, the arithmetic from which it follows, and what was posted.
 * The caller has seen to it that the audience may know of the reward. Raises Refused `reward.not-found`.
 */
export const explain = async (deps: Pick<HttpDeps, 'log'>, { tenantId, rewardId, audience }: Asked): Promise<Explanation> => {
  const { events } = await deps.log.read(streamOfAggregate(rewards, tenantId, accountOf(rewardId)))
  const facts = await factsOf(deps, tenantId, events, rootOf(events, rewardId))
  const account = foldOf(rewards, events)
  const reward = account.rewards.get(rewardId)
  if (!reward) throw new Refused('reward.not-found')
  const row = rowOf(facts, rewardId)
  const { arithmetic, base, baseWord } = row.reckoned.data
  const { minor, status, heldUntil, payoutId, of } = reward
  const { currency } = account
  const rowIds = [rewardId, ...(of ? [of] : [...account.rewards.values()].filter((one) => one.of === rewardId).map((one) => one.rewardId))]
  return {
    rewardId,
    amount: { minor: String(minor), currency },
    status,
    ...(status === 'held' && { heldUntil }),
    ...(payoutId !== undefined && { payoutId }),
    ...(of !== undefined && { reverses: of }),
    sentence: sentenceOf({ percent: facts.accrued.data.rate, word: baseWord, base: base.minor, amount: minor, currency, arithmetic }),
    steps: stepsOf(facts, { ...row, rowIds }).map((step) => stepShown(step, audience)),
    terms: ruleOf(facts),
    arithmetic,
    ledger: ledgerOf(row),
  }
}
