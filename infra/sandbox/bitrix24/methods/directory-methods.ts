import { refused } from '../answer.ts'
import { funnels, stagesByEntity } from '../stages.ts'
import { type Methods, mapOf } from './method.ts'

const statusRows = (entity: string) =>
  (stagesByEntity[entity] ?? []).map(({ STATUS_ID, NAME, SEMANTICS, COLOR }, index) => ({
    ID: String(100 + index),
    ENTITY_ID: entity,
    STATUS_ID,
    NAME,
    NAME_INIT: NAME,
    SORT: String((index + 1) * 10),
    SYSTEM: SEMANTICS === null && STATUS_ID !== 'NEW' ? 'N' : 'Y',
    CATEGORY_ID: entity.startsWith('DEAL_STAGE') ? entity.slice('DEAL_STAGE_'.length) || '0' : null,
    COLOR,
    SEMANTICS,
    EXTRA: { SEMANTICS: SEMANTICS === 'S' ? 'success' : SEMANTICS === 'F' ? 'failure' : 'process', COLOR },
  }))

const semanticInfo = (prefix: string, success: string, failure: string) => ({
  START_FIELD: `${prefix}NEW`,
  FINAL_SUCCESS_FIELD: `${prefix}${success}`,
  FINAL_UNSUCCESS_FIELD: `${prefix}${failure}`,
})

const kinds = [
  { ID: 'STATUS', NAME: 'Статусы', SEMANTIC_INFO: semanticInfo('', 'CONVERTED', 'JUNK') },
  // An empty map of PHP.
  { ID: 'SOURCE', NAME: 'Источники', SEMANTIC_INFO: [] },
  { ID: 'DEAL_STAGE', NAME: 'Стадии сделок', SEMANTIC_INFO: semanticInfo('', 'WON', 'LOSE') },
  { ID: 'DEAL_STAGE_1', NAME: 'Стадии сделок: Опт', SEMANTIC_INFO: semanticInfo('C1:', 'WON', 'LOSE') },
]

/** Funnels and stages, and whose webhook this is. */
export const directoryMethods: Methods = {
  'crm.category.list': async ({ entityTypeId }) =>
    Number(entityTypeId) === 2
      ? { result: { categories: funnels.map((funnel, index) => ({ ...funnel, sort: (index + 1) * 100, entityTypeId: 2 })) }, total: funnels.length }
      : refused('ENTITY_TYPE_NOT_SUPPORTED', 'Воронки не поддерживаются'),
  'crm.status.list': async ({ filter }) => ({ result: statusRows(String(mapOf(filter)['ENTITY_ID'] ?? '')) }),
  'crm.status.entity.types': async () => ({ result: kinds }),
  'crm.duplicate.findbycomm': async ({ type, values }, { items, portal }) => {
    const wanted = Object.values(typeof values === 'object' && values !== null ? values : {}).map(String)
    if (wanted.length === 0 || wanted.length > 20) return refused('', 'Parameter values: from 1 to 20')
    const found = await items.contactsBy(portal, String(type), wanted)
    return { result: found.length > 0 ? { CONTACT: found } : [] }
  },
  profile: async () => ({ result: { ID: '1', ADMIN: true, NAME: 'Kontor', LAST_NAME: 'Sandbox', TIME_ZONE: 'Europe/Moscow' } }),
  scope: async () => ({ result: ['crm'] }),
}
