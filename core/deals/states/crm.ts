import type { MessageOf } from '../../kernel/index.ts'
import type { CrmConnected, CrmDisconnected } from '../events/index.ts'

export type CrmEvent = MessageOf<typeof CrmConnected | typeof CrmDisconnected>
export type CrmSettings = MessageOf<typeof CrmConnected>['data']
export type Crm = { readonly settings: CrmSettings | undefined }

export const noCrm = (): Crm => ({ settings: undefined })

export const evolveCrm = (_: Crm, { type, data }: CrmEvent): Crm => ({ settings: type === 'deals.CrmConnected' ? data : undefined })
