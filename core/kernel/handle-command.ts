import type { Decider } from './decider.ts'
import { streamOfAggregate } from './decider.ts'
import type { Message } from './define.ts'
import { inTurn } from './in-turn.ts'
import { type EventLog, type Recorded, WrongRevision } from './log.ts'
import { Refused } from './refused.ts'
import { foldOf } from './state-of.ts'

export type Executed<E extends Message> = { readonly position: string; readonly events: readonly E[] }

/** Reads the stream, decides, appends at the exact revision. A commandId already there is answered from the log. */
export type Execute = <C extends Message, S, E extends Message>(decider: Decider<C, S, E>, id: string, command: C) => Promise<Executed<E>>

type Ports = {
  readonly log: Pick<EventLog, 'read' | 'append'>
  /** UUIDv5 of the command id and the event's index: the same command always writes the same ids. */
  readonly eventId: (commandId: string, index: number) => string
}

/**
 * Each conflict means that another process went first: commands of this one wait for each other. Without that, the slowest of many at one long stream would lose
 * every round.
 */
const rounds = 20

/**
 * The command handler (design.md §4): fold → decide → append at the exact revision. Another's append in between repeats the whole
 * with the same ids; an unknown outcome is settled by reading, since a commandId in the log is the proof that it was written.
 * Raises Refused of the decider, `idempotency.conflict` for another request under the same key, OutcomeUnknown when the store stays silent.
 */
export const commandHandler = ({ log, eventId }: Ports): Execute => {
  const attempt = async <C extends Message, S, E extends Message>(decider: Decider<C, S, E>, stream: string, command: C): Promise<Executed<E>> => {
    const { events, revision } = await log.read(stream)
    const earlier = events.filter((event) => event.meta.commandId === command.meta.commandId)
    if (earlier.length > 0) return answeredFromLog(earlier, command) as Executed<E>
    const state = foldOf(decider, events)
    const decide = decider.decide[command.type as C['type']] as (command: C, state: S) => readonly E[]
    const decided = decide(command, state)
    if (decided.length === 0) return { position: events.at(-1)?.position ?? '0', events: [] }
    const ids = decided.map((event, index) => ({ id: eventId(command.meta.commandId, index), event }))
    const { position } = await log.append(stream, revision, ids)
    return { position, events: decided }
  }

  const untilWritten = async <C extends Message, S, E extends Message>(
    decider: Decider<C, S, E>,
    stream: string,
    command: C,
  ): Promise<Executed<E>> => {
    for (let round = 1; ; round++) {
      try {
        return await attempt(decider, stream, command)
      } catch (error) {
        if (!(error instanceof WrongRevision) || round === rounds) throw error
      }
    }
  }
  const turn = inTurn()
  return (decider, id, command) => {
    const stream = streamOfAggregate(decider, command.meta.tenantId, id)
    return turn(stream, () => untilWritten(decider, stream, command))
  }
}

const answeredFromLog = (earlier: readonly Recorded[], command: Message): Executed<Message> => {
  const sent = command.meta.requestHash
  if (earlier.some((event) => event.meta.requestHash !== sent)) throw new Refused('idempotency.conflict')
  return { position: earlier.at(-1)?.position ?? '0', events: earlier }
}
