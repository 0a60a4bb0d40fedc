import { auditEvents } from '@kontor/core/audit'
import { dealsEvents } from '@kontor/core/deals'
import { identityEvents } from '@kontor/core/identity'
import type { Definition } from '@kontor/core/kernel'
import { linksEvents } from '@kontor/core/links'
import { partnersEvents } from '@kontor/core/partners'
import { payoutsEvents } from '@kontor/core/payouts'
import { reservationsEvents } from '@kontor/core/reservations'
import { rewardsEvents } from '@kontor/core/rewards'
import { tenancyEvents } from '@kontor/core/tenancy'

/** Every event this version of Kontor writes and reads. */
export const allEvents: readonly Definition[] = [
  ...auditEvents,
  ...dealsEvents,
  ...identityEvents,
  ...linksEvents,
  ...partnersEvents,
  ...payoutsEvents,
  ...reservationsEvents,
  ...rewardsEvents,
  ...tenancyEvents,
]
