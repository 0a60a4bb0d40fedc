import { Refused } from '@kontor/core/kernel'
import { addDays, startOfDay } from '@kontor/projections/links'
import { findReward, listBalances, listBalancesAsOf, listRewards } from '@kontor/projections/rewards'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Acting, HttpDeps } from '../ports.ts'
import { zoneOf } from '../reports/zone.ts'
import { AfterQuery, BalanceList, BalanceQuery, Explanation, RewardId, RewardItem, RewardList, RewardsQuery } from './contract.ts'
import { explain } from './explain/explain.ts'

/** A partner's rows are found by an index then; that nobody sees more than their own is the policies' doing. */
const ownId = ({ role, partnerId }: Acting) => (role === 'partner' ? partnerId : undefined)
const readers = { policy: ['owner', 'member', 'partner'] } as const

/** Rewards, balances, and why an amount is what it is (api.md "Customers, deals, rewards, payouts"). A partner sees the own ones. */
export const rewardsRoutes: FastifyPluginAsyncZod<HttpDeps> = async (app, deps) => {
  const { read } = deps

  app.get('/rewards', { config: readers, schema: { querystring: RewardsQuery, response: { 200: RewardList } } }, async ({ acting, query }) => {
    const { from, to, tz, after, partnerId = ownId(acting), ...filter } = query
    const zone = from || to ? (tz ?? (await zoneOf(deps, acting))) : 'UTC'
    const period = { ...(from && { from: startOfDay(from, zone).toISOString() }), ...(to && { to: startOfDay(to, zone).toISOString() }) }
    return read(acting, 'rewards.list', after, (db) => listRewards(db, { ...filter, ...period, partnerId }))
  })

  app.get('/rewards/balance', { config: readers, schema: { querystring: BalanceQuery, response: { 200: BalanceList } } }, async (request) => {
    const { acting, query } = request
    const { asOf, partnerId = ownId(acting) } = query
    // A day is meant to its end; the moment itself is still in it.
    const end = asOf?.length === 10 ? startOfDay(addDays(asOf, 1), await zoneOf(deps, acting)) : undefined
    const moment = end ? new Date(end.getTime() - 1).toISOString() : asOf
    const items = await read(acting, 'rewards.list', query.after, (db) =>
      moment ? listBalancesAsOf(db, { partnerId, asOf: moment }) : listBalances(db, { partnerId }),
    )
    return { items: [...items] }
  })

  const one = { params: RewardId, querystring: AfterQuery }
  app.get('/rewards/:rewardId', { config: readers, schema: { ...one, response: { 200: RewardItem } } }, async ({ acting, params, query }) => {
    const reward = await read(acting, 'rewards.list', query.after, (db) => findReward(db, params.rewardId))
    if (!reward) throw new Refused('reward.not-found')
    return reward
  })

  app.get('/rewards/:rewardId/explain', { config: readers, schema: { ...one, response: { 200: Explanation } } }, async (request) => {
    const { acting, params, query } = request
    // Who may see the row may see why: the view's policies decide.
    const reward = await read(acting, 'rewards.list', query.after, (db) => findReward(db, params.rewardId))
    if (!reward) throw new Refused('reward.not-found')
    return explain(deps, { tenantId: acting.tenantId, rewardId: reward.rewardId, audience: acting.role === 'partner' ? reward.partnerId : 'staff' })
  })
}
