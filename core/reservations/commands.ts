import { z } from 'zod'
import { type Decide, define, Id, type MessageOf, Refused } from '../kernel/index.ts'
import { NameReleased, NameReserved, NameTakenOver } from './events.ts'
import type { Reservation, ReservationEvent } from './state.ts'

export type ReservationCommand = MessageOf<typeof Claim | typeof Release>
type Decides<F> = Decide<Extract<MessageOf<F>, ReservationCommand>, Reservation, ReservationEvent>

/** How long an absent holder may still be on its way: longer than any request lives (design.md §4). */
const grace = 60_000

/** `abandoned` names a holder of whom the caller found no trace. */
export const Claim = define('reservations.Claim', z.object({ by: Id, tenantId: Id, abandoned: Id.optional() }))

/** First come, first served; a holder that never came into being loses the name after a minute. */
export const claim: Decides<typeof Claim> = ({ data: { by, tenantId, abandoned }, meta }, { holder }) => {
  if (!holder) return [NameReserved({ by, tenantId }, meta)]
  if (holder.by === by) return []
  if (holder.by !== abandoned) throw new Refused('reservation.held')
  if (Date.parse(meta.recordedAt) - Date.parse(holder.since) < grace) throw new Refused('reservation.in-progress')
  return [NameTakenOver({ by, tenantId, from: holder.by }, meta)]
}

export const Release = define('reservations.Release', z.object({ by: Id }))
export const release: Decides<typeof Release> = ({ data, meta }, { holder }) => (holder?.by === data.by ? [NameReleased(data, meta)] : [])
