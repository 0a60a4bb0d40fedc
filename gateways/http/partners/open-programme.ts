import { type Meta, platformTenant, Refused, stateOf } from '@kontor/core/kernel'
import { OpenProgramme, programmes } from '@kontor/core/partners'
import { reserve } from '@kontor/core/reservations'
import type { z } from 'zod'
import type { HttpDeps } from '../ports.ts'
import type { NewProgramme } from './contract.ts'
import { slugName } from './programme-of.ts'
import { refuseOtherRequest, stepOf } from './step.ts'

/**
 * Opens a programme in the caller's tenant under a slug that no other programme of the platform has.
 * Raises Refused `programme.exists`, `idempotency.conflict`.
 */
export const openProgramme = async (
  ports: Pick<HttpDeps, 'execute' | 'log' | 'keyed' | 'derivedId'>,
  programme: z.output<typeof NewProgramme>,
  meta: Meta,
) => {
  const { tenantId, commandId: programmeId } = meta
  await refuseOtherRequest(ports, meta, programmes.category, tenantId, programmeId)
  const holder = await reserve(
    ports,
    slugName(ports, programme.slug),
    { by: programmeId, tenantId },
    async (first) => (await stateOf(ports, programmes, first.tenantId, first.by)).slug === programme.slug,
    stepOf(ports, meta, 'reserve-slug', platformTenant),
  )
  if (holder.by !== programmeId) throw new Refused('programme.exists')
  const { position } = await ports.execute(programmes, programmeId, OpenProgramme({ ...programme, programmeId }, meta))
  return { programmeId, position }
}
