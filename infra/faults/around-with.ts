import type { EventLog, Feed } from '@kontor/core/kernel'
import type { Post } from '@kontor/gateways/bitrix24'
import type { ReaderStore, WorkItem, WorkQueue } from '@kontor/gateways/kernel'
import type { Around } from '../compose/around.ts'
import type { Pass } from './failpoint.ts'

const each = (names: readonly string[]) => [...new Set(names)]

/**
 * The log by the facts that are written: after, when nobody was told yet; and before, where a policy writes, which leaves the work it was at. Anybody else whose
 * request dies before its fact is where they were.
 */
const log =
  (pass: Pass) =>
  ({ append, ...log }: EventLog): EventLog => ({
    ...log,
    append: async (stream, expected, events) => {
      const facts = each(events.map(({ event }) => event.type)).join('+')
      if (events.some(({ event }) => event.meta.actor.kind === 'policy')) pass(`before-append:${facts}`)
      const appended = await append(stream, expected, events)
      pass(`after-append:${facts}`)
      return appended
    },
  })

/** The views' feed: when they have written a batch. */
const feed = (pass: Pass) => (feed: Feed) =>
  async function* (options: Parameters<Feed>[0]) {
    for await (const batch of feed(options)) {
      yield batch
      if (batch.events.length > 0) pass('after-views')
    }
  }

const readers =
  (pass: Pass) =>
  ({ save, ...store }: ReaderStore): ReaderStore => ({
    ...store,
    save: async (reader, step, work) => {
      const effects = each(work.items.map(({ effect }) => effect))
      await save(reader, step, work)
      for (const effect of effects) pass(`after-save:${effect}`)
    },
  })

/** An item is taken, and settled when its work is done: in between, nobody but the dead knew how it ended. */
const queue =
  (pass: Pass) =>
  ({ claim, settle, ...queue }: WorkQueue): WorkQueue => ({
    ...queue,
    claim: async (wish) => {
      const items = await claim(wish)
      for (const effect of each(items.map((item: WorkItem) => item.effect))) pass(`after-claim:${effect}`)
      return items
    },
    settle: async (item, settlement, now) => {
      pass(`before-settle:${item.effect}`)
      const settled = await settle(item, settlement, now)
      pass(`after-settle:${item.effect}`)
      return settled
    },
  })

const entities: Readonly<Record<number, string>> = { 2: '.deal', 3: '.contact' }

/** `crm.item.add.deal`: the method, and what it adds. Undefined for calls that only read: nothing lasting happens by them. */
const changeOf = (url: string, json: string): string | undefined => {
  const method = url.slice(url.lastIndexOf('/') + 1).replace(/\.json$/, '')
  if (!/\.(add|update|delete)$/.test(method)) return undefined
  const { entityTypeId } = JSON.parse(json) as { entityTypeId?: number }
  return method + (entities[entityTypeId ?? 0] ?? '')
}

/** The CRM has done what it was asked, and we have not heard it yet. */
const post =
  (pass: Pass) =>
  (post: Post): Post =>
  async (url, json, signal) => {
    const change = changeOf(url, json)
    const posted = await post(url, json, signal)
    if (change) pass(`after-call:${change}`)
    return posted
  }

/**
 * A failpoint after everything lasting that Kontor does, and before what decides: a fact that is not written yet, an outcome that is not. What lies between two of
 * them lives in memory alone, so a kill there leaves what a kill at the one before it leaves.
 */
export const aroundWith = (pass: Pass): Around => ({ log: log(pass), feed: feed(pass), readers: readers(pass), queue: queue(pass), post: post(pass) })
