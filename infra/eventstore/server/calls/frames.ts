import type { StoredEvent } from '../events.ts'
import { eventFrame, resolvedFrame } from '../protocol/encode-read.ts'
import { followLinks } from '../read/links.ts'
import type { StoreContext } from './context.ts'

/** How the events of a page become what goes over the wire, a frame an event: as they are, or with their links followed. */
export type Framing = (events: readonly StoredEvent[]) => Promise<readonly Buffer[]> | readonly Buffer[]

export const framing = ({ log, writer }: Pick<StoreContext, 'log' | 'writer'>, resolveLinks: boolean): Framing => {
  if (!resolveLinks) return (events) => events.map(eventFrame)
  return async (events) => {
    const followed = await followLinks({ log, marked: writer.marked }, events, Date.now())
    return followed.flatMap(({ event, link }) => (link ? [resolvedFrame({ event, link })] : event ? [eventFrame(event)] : []))
  }
}
