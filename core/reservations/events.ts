import { z } from 'zod'
import { define, Id } from '../kernel/index.ts'

const holder = z.object({ by: Id, tenantId: Id })
/** A name (an e-mail, a slug) now belongs to one aggregate. The stream's own name is the keyed hash of it, so nothing is told here. */
export const NameReserved = define('reservations.NameReserved', holder)
/** The first holder never came into being: its maker died between the reservation and the fact. */
export const NameTakenOver = define('reservations.NameTakenOver', holder.extend({ from: Id }))
/** Free again, because the holder was erased. */
export const NameReleased = define('reservations.NameReleased', z.object({ by: Id }))
