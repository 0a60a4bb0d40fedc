import type { EventLog, Execute } from '@kontor/core/kernel'
import type { DerivedId, Limits } from '../../kernel/index.ts'
import type { Portal } from '../portal.ts'

/** What the effects of this gateway need. */
export type Bitrix24Deps = {
  readonly log: Pick<EventLog, 'read'>
  readonly execute: Execute
  /** Undefined when the tenant works on its deals here. */
  readonly portalOf: (tenantId: string) => Promise<Portal | undefined>
  readonly limits: Limits
  readonly derivedId: DerivedId
  readonly linkCode: (linkId: string) => string
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** From 0 up to 1. */
  readonly random: () => number
}

/** How our deals are marked in the portal, so that each is there once: ORIGINATOR_ID, and the deal's id as ORIGIN_ID. */
export const originator = 'kontor'
/** The portal's numbers of what it holds. */
export const entity = { deal: 2, contact: 3 } as const
