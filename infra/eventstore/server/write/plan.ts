import type { AppendAnswer, AppendRequest, StoredEvent } from '../events.ts'
import { decide, type Seen } from './decide.ts'

/** A stream during one group: where it stands, and the events behind its head that this group may have to recognise. `id` 0: not yet named. */
export type StreamState = { id: number; revision: number; readonly seen: Map<number, Seen> }

/** What the group writes and what each of its requests is told once that is committed. */
export type Plan = {
  readonly events: readonly StoredEvent[]
  readonly newStreams: readonly { readonly id: number; readonly name: string }[]
  readonly answers: readonly AppendAnswer[]
}

type Known = {
  readonly head: number
  readonly now: number
  stateOf(stream: string): StreamState
  recent(stream: string, id: string): Seen | undefined
}

/** Decides the requests one after the other, each against what the ones before it left. Moves the states on; writes nothing. */
export const planGroup = (requests: readonly AppendRequest[], { head, now, stateOf, recent }: Known): Plan => {
  const events: StoredEvent[] = []
  const newStreams: { id: number; name: string }[] = []
  const written = new Map<string, StoredEvent>()
  let position = head

  const write = ({ stream, events: proposed }: AppendRequest, state: StreamState): AppendAnswer => {
    for (const event of proposed) {
      position += 1
      if (state.id === 0) {
        state.id = position
        newStreams.push({ id: position, name: stream })
      }
      state.revision += 1
      const stored: StoredEvent = { ...event, position, stream, streamId: state.id, revision: state.revision, created: now }
      events.push(stored)
      state.seen.set(state.revision, stored)
      written.set(`${stream} ${event.id}`, stored)
    }
    return { kind: 'appended', revision: state.revision, position: proposed.length > 0 ? position : undefined }
  }

  const answer = (request: AppendRequest): AppendAnswer => {
    if (request.deadline <= now) return { kind: 'too-late' }
    const { stream } = request
    const state = stateOf(stream)
    const past = { at: (revision: number) => state.seen.get(revision), find: (id: string) => written.get(`${stream} ${id}`) ?? recent(stream, id) }
    const ids = request.events.map(({ id }) => id)
    const decision = decide(request.expected, ids, state.revision, past)
    if (decision.kind === 'append') return write(request, state)
    if (decision.kind === 'wrong-version') return { kind: 'wrong-version', current: state.revision }
    return { kind: 'appended', revision: decision.last.revision, position: decision.last.position }
  }

  return { answers: requests.map(answer), events, newStreams }
}
