import { type AppendAnswer, type DeleteRequest, lastOfAll, noStream, type ProposedEvent, type StoredEvent, type WriteRequest } from '../events.ts'
import { isMetastream, isSoftlyDeleted, limitsIn, metastreamOf, originalOf, recreation, softDeletion, tombstone } from '../metadata.ts'
import { decide, type Past, type Seen, type Standing } from './decide.ts'

/**
 * A stream during one group: where it stands, and the events behind its head that this group may have to recognise. `id` 0: not yet named. `metadata` is what the
 * last event of a metastream holds.
 */
export type StreamState = { id: number; revision: number; metadata: Uint8Array | undefined; readonly seen: Map<number, Seen> }

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
export const planGroup = (requests: readonly WriteRequest[], { head, now, stateOf, recent }: Known): Plan => {
  const events: StoredEvent[] = []
  const newStreams: { id: number; name: string }[] = []
  const written = new Map<string, StoredEvent>()

  const put = (stream: string, event: ProposedEvent, revision: number): void => {
    const state = stateOf(stream)
    const position = head + events.length + 1
    if (state.id === 0) {
      state.id = position
      newStreams.push({ id: position, name: stream })
    }
    state.revision = revision
    if (isMetastream(stream)) state.metadata = event.isJson ? event.data : undefined
    const { id, type, isJson, data, metadata, row } = event
    const stored: StoredEvent = { id, type, isJson, data, metadata, row, position, stream, streamId: state.id, revision, created: now }
    events.push(stored)
    state.seen.set(revision, stored)
    written.set(id, stored)
  }
  const appended = (revision: number, position?: number): AppendAnswer => ({ kind: 'appended', revision, position })
  const next = (stream: string) => stateOf(stream).revision + 1
  const placeIn = (stream: string) => `${stream}@${next(stream)}`
  const limitsOf = (stream: string) => limitsIn(stateOf(metastreamOf(stream)).metadata)

  /** A stream that was deleted softly goes on where it stopped: its metadata say so, and keep what else they say. */
  const recreate = (stream: string): void => {
    const metastream = metastreamOf(stream)
    put(metastream, recreation(placeIn(metastream), stateOf(metastream).metadata, next(stream)), next(metastream))
  }
  const append = (stream: string, proposed: readonly ProposedEvent[], standing: Standing): AppendAnswer => {
    if (proposed.length === 0) return appended(standing.revision)
    if (standing.softlyDeleted) recreate(stream)
    const original = isMetastream(stream) ? originalOf(stream) : undefined
    const revives = original !== undefined && isSoftlyDeleted(limitsOf(original))
    for (const event of proposed) put(stream, event, next(stream))
    const answer = appended(stateOf(stream).revision, head + events.length)
    // Other metadata end the deletion as well; those that delete the stream once more do not.
    if (revives && stateOf(stream).metadata && !isSoftlyDeleted(limitsOf(original))) recreate(original)
    return answer
  }
  const remove = ({ stream, remove }: DeleteRequest, { revision, hasMetadata }: Standing): AppendAnswer => {
    const metastream = metastreamOf(stream)
    // What never was cannot be hidden, whatever one expects; it can be forbidden.
    if (remove === 'softly' && revision === noStream && !hasMetadata) return { kind: 'wrong-version', current: noStream }
    if (remove === 'for-ever') put(stream, tombstone(stream), lastOfAll)
    else put(metastream, softDeletion(placeIn(metastream)), next(metastream))
    return appended(stateOf(stream).revision, head + events.length)
  }

  const standingOf = (stream: string): Standing => {
    const { revision } = stateOf(stream)
    if (isMetastream(stream)) {
      const isDead = stateOf(originalOf(stream)).revision === lastOfAll
      return { revision: isDead ? lastOfAll : revision, softlyDeleted: false, hasMetadata: false }
    }
    return { revision, softlyDeleted: isSoftlyDeleted(limitsOf(stream)), hasMetadata: stateOf(metastreamOf(stream)).revision >= 0 }
  }
  const answer = (request: WriteRequest): AppendAnswer => {
    const { stream, expected, deadline } = request
    if (deadline <= now) return { kind: 'too-late' }
    const { seen } = stateOf(stream)
    const standing = standingOf(stream)
    const inGroup = (id: string) => {
      const event = written.get(id)
      return event?.stream === stream ? event : undefined
    }
    const past: Past = { at: (revision) => seen.get(revision), find: (id) => inGroup(id) ?? recent(stream, id) }
    const proposed = 'remove' in request ? [] : request.events
    // A deletion has nothing by which a repeat of it could be recognised, and does no harm twice.
    const decision = decide(expected, 'remove' in request ? [unrepeatable] : proposed.map(({ id }) => id), standing, past)
    switch (decision.kind) {
      case 'append':
        return 'remove' in request ? remove(request, standing) : append(stream, proposed, standing)
      case 'wrong-version':
        return { kind: 'wrong-version', current: standing.revision }
      case 'stream-deleted':
        return { kind: 'stream-deleted' }
      case 'repeated':
        return appended(decision.last.revision, decision.last.position)
    }
  }

  return { answers: requests.map(answer), events, newStreams }
}

/** No event has this id. */
const unrepeatable = ''
