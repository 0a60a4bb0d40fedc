import type { EventStoreDBClient, Position, RecordedEvent, ResolvedEvent } from '@eventstore/db-client'
import { expect } from 'vitest'
import { typed } from '../testing.ts'
import { append, type Expected, type Model, type ModelEvent, type Proposed } from './model.ts'

export type Write = { readonly stream: string; readonly expected: Expected; readonly events: readonly (Proposed & { readonly id: string })[] }

/** `check` waits for what should have come and compares; `close` may come before it, when the sequence has failed. */
export type Follower = { check(): Promise<void>; close(): Promise<void> }

/** One sequence under way: the store it works on, what the model says of it, and what was seen so far. */
export type World = {
  readonly client: EventStoreDBClient
  /** Begins the name of every stream and type of this sequence and of no other. */
  readonly prefix: string
  model: Model
  /** Appends that were written, for repeating. */
  readonly writes: Write[]
  /** Where each event was when it was first seen: it must be there whenever it is seen. */
  readonly positions: Map<string, bigint>
  /** The position of the sequence's first event. */
  since: Position
  /** Subscriptions that stay open until the sequence is over. */
  readonly followers: Follower[]
}

export const streamAt = ({ prefix }: World, n: number): string => `${prefix}${n}`
export const opening = ({ prefix }: World): string => `${prefix}opening`

const greatest = 9_223_372_036_854_775_807n
const revisionOf = ({ revision }: { readonly revision: bigint | number }): string =>
  revision === Number.POSITIVE_INFINITY ? String(greatest) : String(revision)

/** An event as it is compared: everything that the model knows of it, in one line that reads well in a failure. */
export const told = (event: ModelEvent | RecordedEvent): string => {
  const data = event.type === '$streamDeleted' ? '' : event.data instanceof Uint8Array ? Buffer.from(event.data).toString() : event.data
  const text = JSON.stringify(data, (_, value) => (value === Number.POSITIVE_INFINITY ? Number(greatest) : value))
  const stream = 'streamId' in event ? event.streamId : event.stream
  return `${revisionOf(event)}@${stream} ${event.type} ${text}`
}

/** The event's position is the one it had before. */
const witness = ({ positions }: World, event: RecordedEvent): void => {
  const key = `${event.revision}@${event.streamId}`
  const commit = event.position?.commit
  const known = positions.get(key)
  if (commit === undefined) throw new Error(`${key} came without a position`)
  if (known === undefined) positions.set(key, commit)
  else if (known !== commit) throw new Error(`${key} moved from ${known} to ${commit}`)
}

/** What came, as it is compared. Looks at the positions in passing. */
export const seen = (world: World, events: readonly ResolvedEvent[]): string[] =>
  events.map(({ event, link }) => {
    if (link) witness(world, link)
    if (event) witness(world, event)
    const target = event ? told(event) : 'nothing'
    return link ? `${told(link)} -> ${target}` : target
  })

export const mine = ({ prefix }: World, { event }: ResolvedEvent): boolean => event?.streamId.replace(/^\$\$/, '').startsWith(prefix) ?? false

/** The order of the log but for one freedom: whether the metadata that revives a stream stands before or behind the events that do so. */
export const inOrder = (lines: readonly string[]): { readonly events: readonly string[]; readonly metadata: readonly string[] } => ({
  events: lines.filter((line) => !/^\d+@\$\$/.test(line)),
  metadata: lines.filter((line) => /^\d+@\$\$/.test(line)),
})

/** Positions only rise. */
export const expectRising = (events: readonly ResolvedEvent[]): void => {
  const commits = events.map(({ commitPosition, event }) => commitPosition ?? event?.position?.commit ?? 0n)
  expect(commits.filter((commit, n) => n > 0 && commit <= (commits[n - 1] ?? 0n))).toEqual([])
}

/** Begins a sequence with an event of its own, so that reads of the whole log know where to begin. */
export const openWorld = async (client: EventStoreDBClient, prefix: string): Promise<World> => {
  const empty: Model = { log: [] }
  const event = typed(`${prefix}opened`)
  const { position } = await client.appendToStream(`${prefix}opening`, event, { expectedRevision: 'no_stream' })
  if (!position) throw new Error('The first append was answered without a position')
  const opened = append(empty, `${prefix}opening`, 'no_stream', [{ id: event.id, type: event.type, data: event.data }])
  const model = opened.kind === 'written' ? opened.model : empty
  const positions = new Map([[`0@${prefix}opening`, position.commit]])
  return { client, prefix, model, writes: [], positions, since: position, followers: [] }
}
