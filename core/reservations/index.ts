export { Claim, Release, type ReservationCommand } from './commands.ts'
export { type ReservationEvent, reservations } from './decider.ts'

import { NameReleased, NameReserved, NameTakenOver } from './events.ts'

export { type Holder, holderOf, type Name, reserve } from './reserve.ts'
export type { Reservation } from './state.ts'
export { NameReleased, NameReserved, NameTakenOver }

/** Every event of this capability, for the registry of the log. */
export const reservationsEvents = [NameReserved, NameTakenOver, NameReleased]
