import type { Meta } from '@kontor/core/kernel'
import { type Bitrix24Deps, reconcile, type StageBook } from '@kontor/gateways/bitrix24'
import { type Clock, isoAt, type OnError, type Running } from '@kontor/gateways/kernel'
import type { ClaimedPoll, PollQueue } from './polls.ts'

/** How often we look whether a poll is due, and how long one may take, ms. */
const look = 1_000
const longest = 45_000

type Ports = Bitrix24Deps & { readonly queue: PollQueue; readonly clock: Clock; readonly newId: () => string; readonly onError: OnError }

const metaOf = (tenantId: string, commandId: string, now: string): Meta => ({
  tenantId,
  actor: { kind: 'policy', id: 'bitrix24.reconcile' },
  commandId,
  correlationId: commandId,
  causationId: commandId,
  occurredAt: now,
  recordedAt: now,
  source: 'bitrix24',
  schemaVersion: 1,
})

/** Looks through one portal's changes, a page of them, and notes how far it came and when to go on. */
export const pollOnce = async (ports: Ports, book: StageBook, poll: ClaimedPoll, signal: AbortSignal): Promise<void> => {
  const { queue, clock, newId } = ports
  const { tenantId, since, skip, reconcileSeconds } = poll
  const cursor = { since, skip }
  const next = clock.now() + reconcileSeconds * 1_000
  const portal = await ports.portalOf(tenantId)
  if (!portal) return queue.settle(poll, { cursor, nextAt: next, problem: null, now: clock.now() })
  const id = newId()
  const meta = (key: string) => metaOf(tenantId, ports.derivedId(id, key), isoAt(clock.now()))
  const polled = await reconcile(ports, book, { tenantId, portal, cursor, signal, meta })
  const { outcome } = polled
  const problem = outcome.is === 'done' ? null : outcome.is === 'unknown' ? outcome.detail : outcome.reason
  const comeBack = outcome.is === 'retry' && outcome.notBefore ? Date.parse(outcome.notBefore) : polled.isWhole ? next : clock.now()
  await queue.settle(poll, { cursor: polled.cursor, nextAt: comeBack, problem, now: clock.now() })
}

/** The polls of all connected tenants, one at a time here and each by one process at a time; a restart goes on where the last one came to. */
export const startPolls = (ports: Ports, book: StageBook): Running => {
  const { queue, clock, onError } = ports
  const stopping = new AbortController()
  const work = async () => {
    for (;;) {
      const poll = stopping.signal.aborted ? undefined : await queue.claim(clock.now())
      if (!poll) return
      const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(longest)])
      await pollOnce(ports, book, poll, signal).catch((error) => onError(error, 'looking through a CRM'))
    }
  }
  const loop = async () => {
    while (!stopping.signal.aborted) {
      await work().catch((error) => onError(error, 'looking for polls'))
      await clock.wait(look, stopping.signal)
    }
  }
  const ended = loop()
  return {
    stop: async () => {
      stopping.abort()
      await ended
    },
  }
}
