import type { MessageOf } from '../kernel/index.ts'
import type { NameReleased, NameReserved, NameTakenOver } from './events.ts'

export type ReservationEvent = MessageOf<typeof NameReserved | typeof NameTakenOver | typeof NameReleased>
export type Reservation = { readonly holder: { readonly by: string; readonly tenantId: string; readonly since: string } | undefined }

export const initial = (): Reservation => ({ holder: undefined })

export const evolve = (state: Reservation, { type, data, meta }: ReservationEvent): Reservation => {
  switch (type) {
    case 'reservations.NameReserved':
    case 'reservations.NameTakenOver':
      return { holder: { by: data.by, tenantId: data.tenantId, since: meta.recordedAt } }
    case 'reservations.NameReleased':
      return state.holder?.by === data.by ? initial() : state
  }
}
