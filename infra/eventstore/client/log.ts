import {
  AccessDeniedError,
  type AppendResult,
  END,
  type EventStoreDBClient,
  InvalidArgumentError,
  jsonEvent,
  MaxAppendSizeExceededError,
  NO_STREAM,
  type ReadStreamOptions,
  StreamDeletedError,
  UnsupportedError,
  WrongExpectedVersionError,
} from '@eventstore/db-client'
import { type EventLog, OutcomeUnknown, type Recorded, type Revision, WrongRevision } from '@kontor/core/kernel'
import type { Codec } from './codec.ts'
import { withDashes } from './raw-event.ts'
import { readRemembered, readStream } from './read-stream.ts'
import { streamMemory } from './stream-memory.ts'

/** Pauses before asking a silent store again, ms: a restart of the embedded server takes about a second. */
const pauses = [50, 250, 1000, 2500]

/** How long one append may take before its outcome counts as unknown, ms. The client itself waits for ever when a server falls silent. */
const patience = 5_000

/**
 * The log over the EventStoreDB protocol. Every append names its exact revision and its event ids, so asking again after
 * a time-out is exactly once (eventstore.md, client facts). Nothing else in Kontor talks to the store.
 */
export const eventLog = (client: EventStoreDBClient, codec: Codec): EventLog => {
  const readRaw = readStream(client)
  const readWhole = readRemembered(readRaw, streamMemory())

  // Opened at every read, so that what is remembered stays encrypted, and whoever was erased meanwhile reads as erased.
  const read: EventLog['read'] = async (stream) => {
    const raw = await readWhole(stream)
    const events = (await codec.open(raw)).map(codec.decode) as readonly Recorded[]
    return { events, revision: raw.at(-1)?.revision ?? 'no-stream' }
  }

  const append: EventLog['append'] = async (stream, expected, events) => {
    const proposed = await Promise.all(
      events.map(async ({ id, event }) => {
        const { data, metadata } = await codec.seal(stream, id, event)
        return jsonEvent({ id: withDashes(id), type: event.type, data, metadata })
      }),
    )
    const attempt = () => client.appendToStream(stream, proposed, { expectedRevision: revisionOf(expected), deadline: patience })
    return { position: String((await surely(attempt)).position?.commit ?? 0n) }
  }

  const readPart: EventLog['readPart'] = async (stream, part) =>
    (await codec.open(await readRaw(stream, optionsOf(part)))).map(codec.decode) as readonly Recorded[]

  return { read, readPart, append }
}

const revisionOf = (expected: Revision) => (expected === 'no-stream' ? NO_STREAM : expected)

type Part = Parameters<EventLog['readPart']>[1]
const optionsOf = ({ from, direction, count }: Part): ReadStreamOptions => ({ fromRevision: from === 'end' ? END : from, direction, maxCount: count })

/** The store has answered, and said no: nothing was written, and asking again changes nothing. Whatever else goes wrong leaves the outcome unknown. */
const refusals = [AccessDeniedError, InvalidArgumentError, MaxAppendSizeExceededError, StreamDeletedError, UnsupportedError] as const

const surely = async (attempt: () => Promise<AppendResult>): Promise<AppendResult> => {
  for (let round = 0; ; round++) {
    try {
      return await inTime(attempt())
    } catch (error) {
      if (error instanceof WrongExpectedVersionError) throw new WrongRevision(error.message, { cause: error })
      if (refusals.some((refusal) => error instanceof refusal)) throw error
      const pause = pauses[round]
      if (pause === undefined) throw new OutcomeUnknown((error as Error).message, { cause: error })
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }
}

const inTime = async (append: Promise<AppendResult>): Promise<AppendResult> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the event store did not answer in time')), patience + 1_000)
  })
  try {
    return await Promise.race([append, late])
  } finally {
    clearTimeout(timer)
  }
}
