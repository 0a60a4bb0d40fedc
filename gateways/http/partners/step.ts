import { type Meta, Refused, streamOf } from '@kontor/core/kernel'
import type { HttpDeps } from '../ports.ts'

/**
 * One step of a request that writes to several streams. Each has a command id of its own, derived from the request's, so that
 * repeating the request repeats each step and no two events share an id.
 */
export const stepOf = (deps: Pick<HttpDeps, 'derivedId'>, meta: Meta, step: string, tenantId: string): Meta => ({
  ...meta,
  tenantId,
  commandId: deps.derivedId(meta.commandId, step),
  causationId: meta.commandId,
})

/**
 * Before a request reserves names for the aggregate it is about to make: raises Refused `idempotency.conflict` when that aggregate
 * was made by another request under the same key. The reservations would be left behind otherwise.
 */
export const refuseOtherRequest = async ({ log }: Pick<HttpDeps, 'log'>, meta: Meta, category: string, tenantId: string, id: string) => {
  const { events } = await log.read(streamOf(category, tenantId, id))
  const first = events[0]
  if (first && first.meta.requestHash !== meta.requestHash) throw new Refused('idempotency.conflict')
}
