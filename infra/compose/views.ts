import { Refused } from '@kontor/core/kernel'
import type { Operations, Read, ViewChange } from '@kontor/gateways/http'
import { auditProjections } from '@kontor/projections/audit'
import { badgesProjections } from '@kontor/projections/badges'
import { dealsProjections } from '@kontor/projections/deals'
import {
  everyTenant,
  heard,
  type Projection,
  type Projector,
  projectionStates,
  startProjector,
  viewsChannel,
  watchFrontiers,
} from '@kontor/projections/kernel'
import { linksProjections } from '@kontor/projections/links'
import { partnersProjections } from '@kontor/projections/partners'
import { payoutsProjections } from '@kontor/projections/payouts'
import { reportsProjections } from '@kontor/projections/reports'
import { rewardsProjections } from '@kontor/projections/rewards'
import { tenancyProjections } from '@kontor/projections/tenancy'
import { eventsAfter } from '../eventstore/client/index.ts'
import { asPlatform, asTenant, type Log } from '../postgres/index.ts'
import type { Notifications } from '../postgres/notifications.ts'
import { viewTables } from '../projections/index.ts'
import type { Stores } from './stores.ts'

export const allProjections: readonly Projection[] = [
  ...auditProjections,
  ...badgesProjections,
  ...dealsProjections,
  ...linksProjections,
  ...partnersProjections,
  ...payoutsProjections,
  ...reportsProjections,
  ...rewardsProjections,
  ...tenancyProjections,
]

/** Feeds all views of this process. */
export const openProjector = async ({ databases, pools, feed, around }: Stores, log: Log, closing: AsyncDisposableStack): Promise<Projector> => {
  const projector = await startProjector({
    projections: allProjections,
    feed: around.feed(feed),
    pool: pools.projector,
    tables: viewTables(databases),
    log,
  })
  closing.defer(() => projector.stop())
  return projector
}

/** Queries that wait for their own writes, run as whoever asks (design.md §5). */
export const openReading = async ({ pools }: Stores, told: Notifications, closing: AsyncDisposableStack): Promise<Read> => {
  const frontiers = await watchFrontiers({ db: pools.platform, listen: (listener) => told.on(viewsChannel, listener) })
  closing.defer(() => frontiers.close())
  return async (reader, view, after, query) => {
    if (after !== undefined) await frontiers.awaitFrontier(view, after)
    const { role, tenantId, userId, partnerId } = reader
    if (role === 'admin' || role === 'manager') return asPlatform(pools.platform, { platformRole: role, userId }, query)
    if (role !== 'partner') return asTenant(pools.app, { tenantId, partnerId: '*' }, query)
    if (!partnerId) throw new Refused('partner.not-found')
    return asTenant(pools.app, { tenantId, partnerId }, query)
  }
}

/** Every change of every view, in whichever process it was made; after a lost connection, that anything may have changed. */
export const changesFrom =
  (told: Notifications) =>
  (listener: (change: ViewChange) => void): (() => void) => {
    const deaf = told.on(viewsChannel, (payload) => heard(payload)?.changes.forEach(listener))
    const unreturned = told.onReturn(() => {
      for (const { name } of allProjections) listener({ view: name, tenantId: everyTenant, position: '0' })
    })
    return () => {
      deaf()
      unreturned()
    }
  }

/** A rebuild asked for again while it is under way is no news. */
const unlessUnderWay = (error: unknown) => {
  if (!(error instanceof Refused && error.code === 'projection.rebuilding')) throw error
}

/** A process that feeds no views cannot rebuild one; it says so. */
export const projectionOperations = (
  { pools, client }: Stores,
  running: () => Projector | undefined,
): Pick<Operations, 'projections' | 'rebuild'> => ({
  projections: async () => {
    const states = await projectionStates(pools.platform)
    return Promise.all(states.map(async (state) => ({ ...state, lagEvents: await eventsAfter(client, state.position) })))
  },
  rebuild: async (name) => {
    const projector = running()
    if (!projector) throw new Refused('projection.not-here')
    await projector.rebuild(name).catch(unlessUnderWay)
  },
})
