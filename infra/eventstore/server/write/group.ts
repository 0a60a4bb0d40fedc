import type { AppendRequest } from '../events.ts'
import { noStream } from '../events.ts'
import type { Heads } from './heads.ts'
import type { StreamState } from './plan.ts'
import type { WriterSession } from './session.ts'

/** The revisions a request would have written, had it come first: what stands there tells a repeat from a conflict. */
const placesBehind = ({ expected, events }: AppendRequest, { id, revision }: StreamState): { streamId: number; revision: number }[] => {
  const from = expected === 'no_stream' ? noStream : expected
  if (typeof from !== 'number' || from >= revision) return []
  return events.map((_, index) => ({ streamId: id, revision: from + 1 + index })).filter((place) => place.revision <= revision)
}

/** Fetches what the cache does not know about the streams of a group: at most two queries, and none when all heads are known and nobody is behind. */
export const loadStates = async (
  session: WriterSession,
  heads: Heads,
  requests: readonly AppendRequest[],
): Promise<ReadonlyMap<string, StreamState>> => {
  const states = new Map<string, StreamState>()
  for (const { stream } of requests) {
    if (!states.has(stream)) states.set(stream, { id: 0, revision: noStream, ...heads.get(stream), seen: new Map() })
  }
  const unknown = [...states].filter(([, { id }]) => id === 0).map(([stream]) => stream)
  if (unknown.length > 0) {
    for (const { name, id, revision } of await session.heads(unknown)) states.set(name, { id, revision, seen: new Map() })
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
