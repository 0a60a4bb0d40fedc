import { lastOfAll, type StoredEvent } from '../events.ts'
import type { From } from '../protocol/decode-read.ts'
import type { Filter } from './filter.ts'
import type { LogReader } from './log-reader.ts'
import { nextPageSize } from './page-size.ts'

type Pages = AsyncGenerator<readonly StoredEvent[], void>

/** How far a filtered page may look for events that pass: bounds the time one query takes when hardly any do. */
export const filteredSpan = 10_000

/** Fetches the next page while the one before is on its way to the client. */
async function* ahead(pages: Pages): Pages {
  let next = pages.next()
  for (;;) {
    const { done, value } = await next
    if (done) return
    next = pages.next()
    // Whoever stops early never looks at this one.
    next.catch(() => {})
    yield value
  }
}

type AllRead = { from: From; backwards: boolean; limit: number; filter: Filter | undefined; head: number }

async function* allForwards(log: LogReader, { from, limit, filter, head }: AllRead): Pages {
  let after = from === 'start' ? 0 : from === 'end' ? head : Math.max(0, from - 1)
  let left = limit
  let page: readonly StoredEvent[] | undefined
  while (after < head && left > 0) {
    const upTo = filter ? Math.min(head, after + filteredSpan) : head
    const found = await log.all({ after, upTo, limit: nextPageSize(page), filter })
    after = found.readTo
    page = found.events.slice(0, left)
    left -= page.length
    yield page
  }
}

async function* allBackwards(log: LogReader, { from, limit, filter, head }: AllRead): Pages {
  let upTo = from === 'end' ? head : from === 'start' ? 0 : Math.min(head, from - 1)
  let left = limit
  let page: readonly StoredEvent[] | undefined
  while (upTo > 0 && left > 0) {
    const found = await log.all({ after: 0, upTo, limit: Math.min(nextPageSize(page), filter ? filteredSpan : left), filter, backwards: true })
    upTo = found.readTo - 1
    page = found.events.slice(0, left)
    left -= page.length
    yield page
  }
}

/**
 * The log up to `head`, where it ended when the read began. As in EventStoreDB a read forwards begins with the event at its position,
 * one backwards with the event before it.
 */
export const allPages = (log: LogReader, read: AllRead): Pages => ahead(read.backwards ? allBackwards(log, read) : allForwards(log, read))

type StreamRead = { stream: string; from: From; backwards: boolean; limit: number; oldest: number; createdFrom: number }

async function* streamInPages(log: LogReader, { stream, from, backwards, limit, oldest, createdFrom }: StreamRead): Pages {
  let next = from === 'start' ? 0 : from === 'end' ? Number.MAX_SAFE_INTEGER : from
  if (!backwards) next = Math.max(next, oldest)
  let left = limit
  let page: readonly StoredEvent[] | undefined
  while (left > 0 && next >= 0 && next < lastOfAll) {
    const size = Math.min(nextPageSize(page), left)
    page = await log.stream({ stream, from: next, limit: size, backwards, oldest, createdFrom })
    if (page.length > 0) yield page
    if (page.length < size) return
    left -= page.length
    next = (page.at(-1)?.revision ?? 0) + (backwards ? -1 : 1)
  }
}

/** What is visible of a stream from a revision on, that one included, in either direction. */
export const streamPages = (log: LogReader, read: StreamRead): Pages => ahead(streamInPages(log, read))
