import { customers } from '@kontor/core/deals'
import { stateOf, streamOfAggregate } from '@kontor/core/kernel'
import { programmes } from '@kontor/core/partners'
import { holderOf } from '@kontor/core/reservations'
import type { z } from 'zod'
import type { HttpDeps } from '../ports.ts'
import { contactsOf, namesOf } from './contacts.ts'
import type { DuplicateCheck, Duplicates } from './contract.ts'
import { customerHolding } from './holding.ts'
import { regionOf } from './region.ts'

type Asker = { readonly tenantId: string; readonly partnerId: string; readonly programmeId: string }

/** Who has this phone or e-mail already, by the reservations, as exact as saving would find it. Of another partner's customer no more than that there is one. */
export const checkDuplicates = async (
  deps: Pick<HttpDeps, 'log' | 'keyed'>,
  { tenantId, partnerId, programmeId }: Asker,
  asked: z.output<typeof DuplicateCheck>,
): Promise<z.output<typeof Duplicates>> => {
  const region = regionOf(await stateOf(deps, programmes, tenantId, programmeId))
  const duplicates = new Map<string, z.output<typeof Duplicates>['duplicates'][number]>()
  for (const name of namesOf(deps, tenantId, contactsOf(asked, region))) {
    const holder = await holderOf(deps, name)
    const found = holder && (await customerHolding(deps, name, holder))
    if (!found) continue
    const { events } = await deps.log.read(streamOfAggregate(customers, tenantId, found.customerId))
    const createdAt = events[0]?.meta.occurredAt ?? ''
    const mine = found.partnerId === partnerId
    duplicates.set(found.customerId, { mine, ...(mine && { name: found.name }), createdAt })
  }
  return { duplicates: [...duplicates.values()] }
}
