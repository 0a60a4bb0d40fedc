import { type EventLog, type Execute, type Meta, Refused, streamOf } from '../kernel/index.ts'
import { Claim } from './commands.ts'
import { reservations } from './decider.ts'
import { evolve, initial, type Reservation, type ReservationEvent } from './state.ts'

type Ports = { readonly execute: Execute; readonly log: Pick<EventLog, 'read'> }

/** A name within a tenant (or the platform): `key` is `<kind>_<keyed hash>`, never the name itself. */
export type Name = { readonly tenantId: string; readonly key: string }
export type Holder = { readonly by: string; readonly tenantId: string }

/** Who holds the name now, by the log alone. */
export const holderOf = async ({ log }: Pick<Ports, 'log'>, name: Name): Promise<Holder | undefined> => {
  const { events } = await log.read(streamOf(reservations.category, name.tenantId, name.key))
  return (events as unknown as readonly ReservationEvent[]).reduce(evolve, initial() as Reservation).holder
}

/**
 * Reserves a name for `candidate` and answers who holds it afterwards: the candidate, or the aggregate that was first.
 * `exists` tells whether a holder ever came into being; one that did not loses the name after a minute (design.md §4).
 * Raises Refused `reservation.in-progress` while such a holder may still be on its way.
 */
export const reserve = async (
  ports: Ports,
  name: Name,
  candidate: Holder,
  exists: (holder: Holder) => Promise<boolean>,
  meta: Meta,
): Promise<Holder> => {
  const holder = await holderOf(ports, name)
  if (holder?.by === candidate.by) return holder
  const abandoned = holder && !(await exists(holder)) ? holder.by : undefined
  if (holder && !abandoned) return holder
  const command = Claim({ ...candidate, ...(abandoned && { abandoned }) }, { ...meta, tenantId: name.tenantId })
  try {
    await ports.execute(reservations, name.key, command)
  } catch (error) {
    if (!(error instanceof Refused && error.code === 'reservation.held')) throw error
  }
  // Asked again in every case: a command that was answered from the log may have lost the name since.
  return (await holderOf(ports, name)) ?? candidate
}
