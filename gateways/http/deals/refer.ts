import type { Meta } from '@kontor/core/kernel'
import type { HttpDeps } from '../ports.ts'

export type ReferPorts = Pick<HttpDeps, 'execute' | 'log' | 'read' | 'head' | 'keyed' | 'derivedId'>

/** Whom a partner brings, and by what: the form of a link (`source` form, with its link and the visitor's click) or by hand. */
export type Referral = {
  readonly tenantId: string
  readonly partnerId: string
  readonly programmeId: string
  readonly source: 'form' | 'manual'
  readonly linkId?: string | undefined
  readonly clickId?: string | undefined
  readonly name: string
  readonly phone?: string | undefined
  readonly email?: string | undefined
  readonly company?: string | undefined
  readonly comment?: string | undefined
  readonly suspicious: boolean
}
