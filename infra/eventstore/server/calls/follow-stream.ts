import { StreamDeleted } from '../errors.ts'
import { lastOfAll, type StoredEvent } from '../events.ts'
import type { From } from '../protocol/decode-read.ts'
import { caughtUpFrame, fellBehindFrame } from '../protocol/encode-read.ts'
import type { Ear } from '../read/ear.ts'
import { nextPageSize } from '../read/page-size.ts'
import { visibleOf } from '../read/visible.ts'
import type { StoreContext } from './context.ts'
import type { Framing } from './frames.ts'
import type { Outlet } from './outlet.ts'

type Follower = Pick<StoreContext, 'ring' | 'log' | 'writer'> & { readonly ear: Ear; readonly outlet: Outlet; readonly frames: Framing }

/** What is seen of a stream in a log where nothing is hidden. */
const everything = { oldest: 0, createdFrom: 0, last: lastOfAll }

/** How many events of the ring are looked through in one piece. */
const piece = 1_000

/**
 * A stream after a revision, for ever: its own pages until they end, then whatever of the newest events belongs to it. What metadata hide is left out while
 * catching up.
 * @throws StreamDeleted when the stream has a tombstone, or gets one.
 */
export const followStream = async ({ ring, log, writer, ear, outlet, frames }: Follower, stream: string, from: From): Promise<void> => {
  const last = async (): Promise<number> => (await log.facts(stream)).last
  let revision = from === 'start' ? -1 : from === 'end' ? await last() : from
  let live = false

  const send = async (events: readonly StoredEvent[]): Promise<void> => {
    if (events.at(-1)?.revision === lastOfAll) throw new StreamDeleted(stream)
    revision = events.at(-1)?.revision ?? revision
    if (events.length > 0) await outlet.send(await frames(events))
  }
  /** Answers a position up to which nothing of the stream is missing. */
  const catchUp = async (): Promise<number> => {
    const visible = writer.marked() ? await visibleOf({ log, marked: writer.marked }, stream, Date.now()) : everything
    // What is hidden ends with the stream: a limit beyond its end hides nothing that is yet to come.
    revision = Math.max(revision, visible ? Math.min(visible.oldest - 1, visible.last) : await last())
    let page: readonly StoredEvent[] | undefined
    for (;;) {
      const head = ring.head()
      const limit = nextPageSize(page)
      page = await log.stream({ stream, from: revision + 1, limit, backwards: false, oldest: 0, createdFrom: visible?.createdFrom ?? 0 })
      await send(page)
      if (page.length < limit || outlet.closed()) return head
    }
  }
  /** Until the ring no longer reaches back to where this subscriber stands. */
  const stayLive = async (since: number): Promise<void> => {
    let cursor = since
    while (!outlet.closed()) {
      if (ear.last() <= cursor) {
        cursor = ring.head()
        await outlet.wait()
        continue
      }
      const recent = ring.after(cursor, piece)
      if (!recent) return
      cursor = recent.at(-1)?.position ?? cursor
      await send(recent.filter((event) => event.stream === stream && event.revision > revision))
    }
  }

  while (!outlet.closed()) {
    if (live) await outlet.send([fellBehindFrame])
    const reached = await catchUp()
    live = true
    await outlet.send([caughtUpFrame])
    await stayLive(reached)
  }
}
