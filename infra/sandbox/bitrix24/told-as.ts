import type { SandboxDeal } from '@kontor/gateways/http'
import type { Item } from './items.ts'
import { semanticsOf } from './stages.ts'
import { portalTime } from './times.ts'

const timeOf = (iso: string) => portalTime(Date.parse(iso))
const text = (value: unknown, absent = '') => (value === undefined || value === null ? absent : String(value))

/** As crm.item.* tells it: camelCase, numbers for ids and sums. */
export const asItem = ({ entity, id, fields, createdAt, updatedAt, movedAt }: Item): Readonly<Record<string, unknown>> => {
  const told = {
    originatorId: null,
    originId: null,
    ...fields,
    id,
    entityTypeId: entity,
    createdTime: timeOf(createdAt),
    updatedTime: timeOf(updatedAt),
  }
  const people = { createdBy: 1, updatedBy: 1, assignedById: 1, opened: 'Y' }
  if (entity === 3) return { ...told, ...people }
  const semantics = semanticsOf(text(fields['stageId']))
  const sum = { opportunity: Number(fields['opportunity'] ?? 0), currencyId: fields['currencyId'] ?? 'RUB' }
  return { ...told, ...people, ...sum, movedTime: timeOf(movedAt), movedBy: 1, stageSemanticId: semantics, closed: semantics === 'P' ? 'N' : 'Y' }
}

/** As crm.deal.get tells it: capitals, and everything is text. */
export const asOldDeal = ({ id, fields, createdAt, updatedAt }: Item): SandboxDeal & Readonly<Record<string, string>> => {
  const stageId = text(fields['stageId'], 'NEW')
  const semantics = semanticsOf(stageId)
  return {
    ID: String(id),
    TITLE: text(fields['title']),
    TYPE_ID: 'SALE',
    STAGE_ID: stageId,
    STAGE_SEMANTIC_ID: semantics,
    CATEGORY_ID: text(fields['categoryId'], '0'),
    OPPORTUNITY: text(fields['opportunity'], '0.00'),
    CURRENCY_ID: text(fields['currencyId'], 'RUB'),
    IS_MANUAL_OPPORTUNITY: text(fields['isManualOpportunity'], 'N'),
    CLOSED: semantics === 'P' ? 'N' : 'Y',
    CONTACT_ID: text(fields['contactId'], '0'),
    COMMENTS: text(fields['comments']),
    ORIGINATOR_ID: text(fields['originatorId']),
    ORIGIN_ID: text(fields['originId']),
    ASSIGNED_BY_ID: '1',
    DATE_CREATE: timeOf(createdAt),
    DATE_MODIFY: timeOf(updatedAt),
    UTM_SOURCE: text(fields['utmSource']),
    UTM_MEDIUM: text(fields['utmMedium']),
    UTM_CAMPAIGN: text(fields['utmCampaign']),
    UTM_CONTENT: text(fields['utmContent']),
    UTM_TERM: text(fields['utmTerm']),
  }
}
