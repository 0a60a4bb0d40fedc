import type { Actor, Meta } from '@kontor/core/kernel'
import type { HttpDeps } from '@kontor/gateways/http'
import { type Seeding, systemMeta } from '../people.ts'
import { iso } from './calendar.ts'

/** What telling the history needs beside what seeding does. */
export type TellingPorts = Seeding & Pick<HttpDeps, 'linkCode'>

export type Telling = TellingPorts & {
  readonly tenantId: string
  readonly programmeId: string
  /** The first is partner@demo.test. */
  readonly partners: readonly { readonly partnerId: string; readonly userId: string }[]
  readonly ownerId: string
}

/** Metadata of something that happened at a past moment, ms. Learned when it happened, unless told otherwise. */
export const metaAt = (telling: Pick<Telling, 'derivedId' | 'now' | 'tenantId'>, what: string, at: number, actor?: Actor, learnedAt = at): Meta => ({
  ...systemMeta(telling, telling.tenantId, `demo ${what}`),
  ...(actor && { actor }),
  occurredAt: iso(at),
  recordedAt: iso(learnedAt),
})

export const idOf = ({ derivedId }: Pick<Telling, 'derivedId'>, thing: string): string => derivedId('seed-demo', thing)

/** So many at once as keep the store's group commits full; each item's own steps stay in order. */
const lanes = 24

export const inLanes = async <T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> => {
  const left = items.values()
  const lane = async () => {
    for (const item of left) await work(item)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}
