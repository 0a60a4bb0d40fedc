import { type Decider, type EventLog, type Message, streamOfAggregate } from '@kontor/core/kernel'

/** An aggregate as the log has it now: for what must be exact at once, where a view would be a moment late. */
export const stateOf = async <C extends Message, S, E extends Message>(
  { log }: { readonly log: Pick<EventLog, 'read'> },
  decider: Decider<C, S, E>,
  tenantId: string,
  id: string,
): Promise<S> => {
  const { events } = await log.read(streamOfAggregate(decider, tenantId, id))
  return (events as readonly Message[] as readonly E[]).reduce(decider.evolve, decider.initial())
}
