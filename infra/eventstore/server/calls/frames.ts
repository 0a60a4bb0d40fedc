import type { StoredEvent } from '../events.ts'
import { eventFrame, pageFrames, resolvedFrame } from '../protocol/encode-read.ts'
import { followLinks } from '../read/links.ts'
import type { StoreContext } from './context.ts'

/** How events become what goes over the wire, a frame an event and any number of frames a buffer: as they are, or with their links followed. */
export type Framing = (events: readonly StoredEvent[]) => Promise<readonly Buffer[]> | readonly Buffer[]

export const framing = ({ log, writer }: Pick<StoreContext, 'log' | 'writer'>, resolveLinks: boolean): Framing => {
  if (!resolveLinks) return (events) => events.map(eventFrame)
  return async (events) => {
    const followed = await followLinks({ log, marked: writer.marked }, events, Date.now())
    return followed.flatMap(({ event, link }) => (link ? [resolvedFrame({ event, link })] : event ? [eventFrame(event)] : []))
  }
}

/** The same for a read, whose events nobody else waits for: there is nothing to share, so they are encoded together. */
export const pageFraming = (context: Pick<StoreContext, 'log' | 'writer'>, resolveLinks: boolean): Framing =>
  resolveLinks ? framing(context, true) : (events) => (events.length > 0 ? [pageFrames(events)] : [])
