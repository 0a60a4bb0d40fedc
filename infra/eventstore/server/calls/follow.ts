import type { StoredEvent } from '../events.ts'
import type { From } from '../protocol/decode-read.ts'
import { caughtUpFrame, checkpointFrame, eventFrame } from '../protocol/encode-read.ts'
import { withCheckpoints } from '../read/checkpoints.ts'
import { type Filter, passes } from '../read/filter.ts'
import type { Page } from '../read/log-reader.ts'
import { nextPageSize } from '../read/page-size.ts'
import { filteredSpan } from '../read/pages.ts'
import type { StoreContext } from './context.ts'
import type { Outlet } from './outlet.ts'

type Source = Pick<StoreContext, 'ring' | 'log'>

/** How many events of the ring go out in one piece. */
const piece = 1_000

/**
 * Everything after a position, for ever. Catching up and being live are one loop: what the ring no longer holds comes from the log, and
 * at the head one waits for it to move, so nothing can slip through between the two.
 */
export const followAll = async ({ ring, log }: Source, outlet: Outlet, from: From, filter: Filter | undefined): Promise<void> => {
  let cursor = from === 'start' ? 0 : from === 'end' ? ring.head() : from
  let checked = cursor
  let size = nextPageSize(undefined)
  let live = false

  const nextPage = async (head: number): Promise<Page> => {
    const recent = ring.after(cursor, piece)
    if (recent) return { events: recent.filter((event) => passes(filter, event)), readTo: recent.at(-1)?.position ?? head }
    const page = await log.all({ after: cursor, upTo: filter ? Math.min(head, cursor + filteredSpan) : head, limit: size, filter })
    size = nextPageSize(page.events)
    return page
  }
  const framesOf = (page: Page): Buffer[] => {
    if (!filter) return page.events.map(eventFrame)
    const { items, last } = withCheckpoints(page, filter.checkpointEvery, checked)
    checked = last
    return items.map((item) => (item.kind === 'event' ? eventFrame(item.event) : checkpointFrame(item.position)))
  }

  while (!outlet.closed()) {
    const head = ring.head()
    if (cursor < head) {
      const page = await nextPage(head)
      cursor = page.readTo
      const frames = framesOf(page)
      if (frames.length > 0) await outlet.send(frames)
    } else if (live) await outlet.wait()
    else {
      live = true
      await outlet.send([caughtUpFrame])
    }
  }
}

/** A stream after a revision, for ever: its own pages until they end, then whatever of the newest events belongs to it. */
export const followStream = async ({ ring, log }: Source, outlet: Outlet, stream: string, from: From): Promise<void> => {
  let revision = from === 'start' ? -1 : from === 'end' ? ((await log.lastRevision(stream)) ?? -1) : from
  let live = false

  const send = async (events: readonly StoredEvent[]): Promise<void> => {
    revision = events.at(-1)?.revision ?? revision
    if (events.length > 0) await outlet.send(events.map(eventFrame))
  }
  /** Answers a position up to which nothing of the stream is missing. */
  const catchUp = async (): Promise<number> => {
    let page: readonly StoredEvent[] | undefined
    for (;;) {
      const head = ring.head()
      const limit = nextPageSize(page)
      page = await log.stream({ stream, from: revision + 1, limit, backwards: false })
      await send(page)
      if (page.length < limit || outlet.closed()) return head
    }
  }
  /** Until the ring no longer reaches back to where this subscriber stands. */
  const stayLive = async (since: number): Promise<void> => {
    let cursor = since
    while (!outlet.closed()) {
      const recent = ring.after(cursor, piece)
      if (!recent) return
      if (recent.length === 0) await outlet.wait()
      cursor = recent.at(-1)?.position ?? cursor
      await send(recent.filter((event) => event.stream === stream && event.revision > revision))
    }
  }

  while (!outlet.closed()) {
    const reached = await catchUp()
    if (!live) await outlet.send([caughtUpFrame])
    live = true
    await stayLive(reached)
  }
}
