import type { Decider } from '../kernel/index.ts'
import { claim, type ReservationCommand, release } from './commands.ts'
import { evolve, initial, type Reservation, type ReservationEvent } from './state.ts'

export type { ReservationEvent }

/** Uniqueness (design.md §4): one stream a name, `<kind>_<hmac>`; who appends first holds it. */
export const reservations: Decider<ReservationCommand, Reservation, ReservationEvent> = {
  category: 'reservations',
  initial,
  evolve,
  decide: { 'reservations.Claim': claim, 'reservations.Release': release },
}
