import type { From } from '../protocol/decode-read.ts'
import { caughtUpFrame, checkpointFrame, fellBehindFrame } from '../protocol/encode-read.ts'
import { withCheckpoints } from '../read/checkpoints.ts'
import type { Ear } from '../read/ear.ts'
import { type Filter, passes } from '../read/filter.ts'
import type { Page } from '../read/log-reader.ts'
import { nextPageSize } from '../read/page-size.ts'
import { filteredSpan } from '../read/pages.ts'
import type { StoreContext } from './context.ts'
import type { Framing } from './frames.ts'
import type { Outlet } from './outlet.ts'

type Follower = Pick<StoreContext, 'ring' | 'log'> & { readonly ear: Ear; readonly outlet: Outlet; readonly frames: Framing }

/** How many events of the ring go out in one piece. */
const piece = 1_000

/**
 * Everything after a position, for ever. Catching up and being live are one loop: what the ring no longer holds comes from the log, and
 * at the head one waits for it to move, so nothing can slip through between the two.
 */
export const followAll = async ({ ring, log, ear, outlet, frames }: Follower, from: From, filter: Filter | undefined): Promise<void> => {
  let cursor = from === 'start' ? 0 : from === 'end' ? ring.head() : from
  let checked = cursor
  let size = nextPageSize(undefined)
  let live = false

  const pageOfLog = async (head: number): Promise<Page> => {
    if (live) await outlet.send([fellBehindFrame])
    live = false
    const page = await log.all({ after: cursor, upTo: filter ? Math.min(head, cursor + filteredSpan) : head, limit: size, filter })
    size = nextPageSize(page.events)
    return page
  }
  const nextPage = (head: number): Page | Promise<Page> => {
    if (ear.last() <= cursor) return { events: [], readTo: head }
    const recent = ring.after(cursor, piece)
    if (!recent) return pageOfLog(head)
    return { events: recent.filter((event) => passes(filter, event)), readTo: recent.at(-1)?.position ?? head }
  }
  const framesOf = async (page: Page): Promise<readonly Buffer[]> => {
    const framed = await frames(page.events)
    if (!filter) return framed
    const events = framed.map((frame, index) => ({ frame, position: page.events[index]?.position ?? page.readTo }))
    const { items, last } = withCheckpoints({ events, readTo: page.readTo }, filter.checkpointEvery, checked)
    checked = last
    return items.map((item) => (item.kind === 'event' ? item.event.frame : checkpointFrame(item.position)))
  }

  while (!outlet.closed()) {
    const head = ring.head()
    if (cursor < head) {
      const page = await nextPage(head)
      cursor = page.readTo
      const sent = await framesOf(page)
      if (sent.length > 0) await outlet.send(sent)
    } else if (live) await outlet.wait()
    else {
      live = true
      await outlet.send([caughtUpFrame])
    }
  }
}
