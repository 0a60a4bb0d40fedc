import { type Decider, streamOfAggregate } from './decider.ts'
import type { Message } from './define.ts'
import type { EventLog } from './log.ts'

type Folding<S, E extends Message> = { readonly initial: () => S; readonly evolve: (state: S, event: E) => S }

/** The state that these events of one stream make. They are trusted to be the aggregate's own: our log is. */
export const foldOf = <S, E extends Message>({ initial, evolve }: Folding<S, E>, events: readonly Message[]): S =>
  (events as readonly Message[] as readonly E[]).reduce(evolve, initial())

/** An aggregate as the log has it now: for what must be exact at once, where a view would be a moment late. */
export const stateOf = async <C extends Message, S, E extends Message>(
  { log }: { readonly log: Pick<EventLog, 'read'> },
  decider: Decider<C, S, E>,
  tenantId: string,
  id: string,
): Promise<S> => foldOf(decider, (await log.read(streamOfAggregate(decider, tenantId, id))).events)
