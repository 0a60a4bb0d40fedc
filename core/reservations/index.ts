export { Claim, Release, type ReservationCommand } from './commands.ts'
export { type ReservationEvent, reservations } from './decider.ts'
export { NameReleased, NameReserved, NameTakenOver } from './events.ts'
export type { Reservation } from './state.ts'
