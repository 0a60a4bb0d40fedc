import type { Batch, StoredEvent } from '@kontor/core/kernel'
import { at, type Place } from './positions.ts'
import type { Projection } from './projection.ts'

/** The schema that readers look into. */
export const liveSchema = 'views'

/**
 * One set of tables as this process feeds it: the one that readers see, or the one that a rebuild fills beside it and that takes its name, `key` and `schema`
 * both, at the switch. `position` is the frontier last written or read, and what the next write must find (fencing).
 */
export type Feeding = { key: string; schema: string; position: Place; readonly projection: Projection }

/** The name of the frontier of a rebuild. */
export const besideKey = (view: string) => `rebuild:${view}`

/** The schema in which a rebuild fills its tables. */
export const besideSchema = (view: string) => `rebuild_${view.replaceAll(/\W/g, '_')}`

/** What of a batch is news to this view, and where it stands afterwards: one that joined ahead of the live reader skips and never steps back. */
export const newsFor = ({ projection, position }: Feeding, batch: Batch): { readonly events: readonly StoredEvent[]; readonly to: string } => {
  const from = at(position)
  const { handles } = projection
  const events = batch.events.filter((event) => handles.includes(event.type) && at(event.position) > from)
  return { events, to: position !== undefined && from > at(batch.position) ? position : batch.position }
}
