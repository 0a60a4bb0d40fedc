import { identityEvents } from '@kontor/core/identity'
import type { Definition } from '@kontor/core/kernel'
import { partnersEvents } from '@kontor/core/partners'
import { reservationsEvents } from '@kontor/core/reservations'
import { tenancyEvents } from '@kontor/core/tenancy'

/** Every event this version of Kontor writes and reads. */
export const allEvents: readonly Definition[] = [...identityEvents, ...partnersEvents, ...reservationsEvents, ...tenancyEvents]
