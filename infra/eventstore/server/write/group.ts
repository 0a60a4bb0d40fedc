import { noStream, type WriteRequest } from '../events.ts'
import { isMetastream, metastreamOf, originalOf } from '../metadata.ts'
import type { Heads } from './heads.ts'
import type { StreamState } from './plan.ts'
import type { WriterSession } from './session.ts'

/** The revisions a request would have written, had it come first: what stands there tells a repeat from a conflict. */
const placesBehind = (request: WriteRequest, { id, revision }: StreamState): { streamId: number; revision: number }[] => {
  if ('remove' in request) return []
  const from = request.expected === 'no_stream' ? noStream : request.expected
  if (typeof from !== 'number' || from >= revision) return []
  return request.events.map((_, index) => ({ streamId: id, revision: from + 1 + index })).filter((place) => place.revision <= revision)
}

/** The other stream that decides about this one: its metadata, or whose metadata it holds. */
const counterpart = (stream: string): string => (isMetastream(stream) ? originalOf(stream) : metastreamOf(stream))

/** Streams that nobody in the group believes to be there. Whoever writes first to one that is there after all is refused by the key on its name. */
const believedNew = (requests: readonly WriteRequest[]): ReadonlySet<string> => {
  const believed = new Set<string>()
  const others = new Set<string>()
  for (const request of requests) {
    const isNew = !('remove' in request) && request.expected === 'no_stream' && request.events.length > 0
    ;(isNew ? believed : others).add(request.stream)
  }
  return believed.difference(others)
}

const absent = { id: 0, revision: noStream, metadata: undefined }

/** `believing`: what writers take for new is taken for new, at the risk that the group cannot be written and has to be loaded again without it. */
type Circumstances = { readonly marked: boolean; readonly believing: boolean }

/**
 * Fetches what the cache does not know about the streams of a group: at most two queries, and none when all heads are known and nobody is behind. While no stream
 * is `marked` (by metadata or a tombstone) nobody's counterpart is looked up, since there is none.
 */
export const loadStates = async (
  session: Pick<WriterSession, 'heads' | 'seen'>,
  heads: Pick<Heads, 'get'>,
  requests: readonly WriteRequest[],
  { marked, believing }: Circumstances,
): Promise<ReadonlyMap<string, StreamState>> => {
  const states = new Map<string, StreamState>()
  const unknown: string[] = []
  const enter = (stream: string, lookUp: boolean): void => {
    if (states.has(stream)) return
    const head = heads.get(stream)
    states.set(stream, { ...(head ?? absent), seen: new Map() })
    if (!head && lookUp) unknown.push(stream)
  }
  const isNew = believing && !marked ? believedNew(requests) : new Set<string>()
  for (const { stream } of requests) {
    enter(stream, !isNew.has(stream))
    enter(counterpart(stream), marked || isMetastream(stream))
  }
  if (unknown.length > 0) {
    for (const { name, ...head } of await session.heads(unknown)) states.set(name, { ...head, seen: new Map() })
  }
  const places = requests.flatMap((request) => placesBehind(request, stateOf(states, request.stream)))
  if (places.length > 0) {
    const byId = new Map([...states.values()].map((state) => [state.id, state]))
    for (const { streamId, ...event } of await session.seen(places)) byId.get(streamId)?.seen.set(event.revision, event)
  }
  return states
}

/** Every stream of the group was loaded before it is asked for. */
export const stateOf = (states: ReadonlyMap<string, StreamState>, stream: string): StreamState => {
  const state = states.get(stream)
  if (!state) throw new Error(`The stream ${stream} was not loaded`)
  return state
}
