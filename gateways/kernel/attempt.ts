import type { Meta, Recorded } from '@kontor/core/kernel'
import { attemptLimit } from './back-off.ts'
import { type Clock, isoAt } from './clock.ts'
import type { Effect } from './effect.ts'
import type { Outcome } from './outcome.ts'
import type { ReadEvent } from './ports.ts'
import { outcomeOfError } from './settlement.ts'
import type { ClaimedItem, DerivedId } from './work.ts'

export type AttemptPorts = { readonly readEvent: ReadEvent; readonly clock: Clock; readonly derivedId: DerivedId }

const metaOf =
  (item: ClaimedItem, event: Recorded, { clock, derivedId }: AttemptPorts) =>
  (tenantId: string, key = ''): Meta => {
    const now = isoAt(clock.now())
    return {
      tenantId,
      actor: { kind: 'policy', id: item.effect },
      commandId: key === '' ? item.id : derivedId(item.id, key),
      correlationId: event.meta.correlationId,
      causationId: event.id,
      occurredAt: now,
      recordedAt: now,
      source: item.gateway,
      schemaVersion: 1,
    }
  }

/** Makes one attempt at one item and tells how it ended; raises nothing. An attempt that lasts longer than `limit` milliseconds is `unknown`. */
export const attemptOnce = async (item: ClaimedItem, effect: Effect | undefined, limit: number, ports: AttemptPorts): Promise<Outcome> => {
  const over = new AbortController()
  const late = new AbortController()
  const tooLong = ports.clock.wait(limit, over.signal).then((): Outcome => {
    late.abort()
    return { is: 'unknown', detail: `no end within ${limit} ms` }
  })
  const attempt = async (): Promise<Outcome> => {
    if (!effect) return { is: 'parked', reason: 'this version of Kontor has no such effect' }
    const event = await ports.readEvent(item)
    if (!event) return { is: 'parked', reason: 'its event is not in the log' }
    return effect.attempt(event, {
      workItemId: item.id,
      signal: late.signal,
      isLast: item.attempts >= attemptLimit,
      meta: metaOf(item, event, ports),
    })
  }
  try {
    return await Promise.race([attempt(), tooLong])
  } catch (error) {
    return outcomeOfError(error, item.repeatSafe)
  } finally {
    over.abort()
  }
}
