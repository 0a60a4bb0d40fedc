import type { ResolvedEvent } from '@eventstore/db-client'
import type { RawEvent } from './codec.ts'
import type { StoredMetadata } from './metadata.ts'

export const withoutDashes = (uuid: string) => uuid.replaceAll('-', '')

/** The store wants UUIDs with dashes. */
export const withDashes = (id: string) => `${id.slice(0, 8)}-${id.slice(8, 12)}-${id.slice(12, 16)}-${id.slice(16, 20)}-${id.slice(20)}`

/** The client's recorded event in our words; undefined for what is not ours (system events, binary data, unresolved links). */
export const rawEvent = ({ event, commitPosition }: Pick<ResolvedEvent, 'event' | 'commitPosition'>): RawEvent | undefined => {
  if (!event?.isJson || event.type.startsWith('$')) return undefined
  return {
    id: withoutDashes(event.id),
    stream: event.streamId,
    revision: event.revision,
    position: String(event.position?.commit ?? commitPosition ?? 0n),
    type: event.type,
    data: event.data as Record<string, unknown>,
    metadata: event.metadata as unknown as StoredMetadata,
  }
}
