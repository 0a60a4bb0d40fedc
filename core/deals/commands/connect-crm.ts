import { type Decide, define, type MessageOf } from '../../kernel/index.ts'
import { CrmConnected, CrmDisconnected } from '../events/index.ts'
import type { Crm, CrmEvent, CrmSettings } from '../states/crm.ts'

export const ConnectCrm = define('deals.ConnectCrm', CrmConnected.schema)
export const DisconnectCrm = define('deals.DisconnectCrm', CrmDisconnected.schema)

const fields = ['crm', 'portal', 'secretRef', 'entity', 'funnelId', 'stageId', 'reconcileSeconds'] as const
const same = (one: CrmSettings, other: CrmSettings) => fields.every((field) => one[field] === other[field])

/** The whole of the settings each time; the same again is no news. */
export const connectCrm: Decide<MessageOf<typeof ConnectCrm>, Crm, CrmEvent> = ({ data, meta }, { settings }) =>
  settings && same(settings, data) ? [] : [CrmConnected(data, meta)]

export const disconnectCrm: Decide<MessageOf<typeof DisconnectCrm>, Crm, CrmEvent> = ({ data, meta }, { settings }) =>
  settings ? [CrmDisconnected(data, meta)] : []
