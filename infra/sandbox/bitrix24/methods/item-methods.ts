import { notFound, refused } from '../answer.ts'
import { isKind, keptFields } from '../fields.ts'
import { firstStage, isStage } from '../stages.ts'
import { asItem } from '../told-as.ts'
import { type Context, type Method, type Methods, mapOf, type Parameters } from './method.ts'

const deal = 2

const kindOf = (parameters: Parameters) => Number(parameters['entityTypeId'])
const idOf = (parameters: Parameters) => Number(parameters['id'])

const withKind =
  (method: (entity: number, parameters: Parameters, context: Context) => ReturnType<Method>): Method =>
  async (parameters, context) =>
    isKind(kindOf(parameters)) ? method(kindOf(parameters), parameters, context) : refused('NOT_FOUND', 'Смарт-процесс не найден')

const isWrongStage = (entity: number, fields: Readonly<Record<string, unknown>>) =>
  entity === deal && fields['stageId'] !== undefined && !isStage(String(fields['stageId']))

const add = withKind(async (entity, parameters, { portal, items, now, tell }) => {
  const fields = keptFields(entity, mapOf(parameters['fields']))
  if (isWrongStage(entity, fields)) return refused('', 'Неверная стадия')
  const funnelId = Number(fields['categoryId'] ?? 0)
  const filled = entity === deal ? { categoryId: funnelId, stageId: firstStage(funnelId), opportunity: '0.00', currencyId: 'RUB', ...fields } : fields
  const item = await items.add({ entity, portal }, filled, now())
  if (entity === deal) tell('ONCRMDEALADD', item.id)
  return { result: { item: asItem(item) } }
})

const get = withKind(async (entity, parameters, { portal, items }) => {
  const item = await items.find(entity, idOf(parameters), portal)
  return item ? { result: { item: asItem(item) } } : notFound()
})

const list = withKind(async (entity, parameters, { portal, items }) => {
  const query = { filter: mapOf(parameters['filter']), order: mapOf(parameters['order']), start: Math.max(0, Number(parameters['start']) || 0) }
  const { items: found, total, next } = await items.list({ entity, portal }, query)
  return { result: { items: found.map(asItem) }, total, next }
})

const update = withKind(async (entity, parameters, { portal, items, now, tell }) => {
  const fields = keptFields(entity, mapOf(parameters['fields']))
  if (isWrongStage(entity, fields)) return refused('', 'Неверная стадия')
  if (!(await items.find(entity, idOf(parameters), portal))) return notFound()
  const item = await items.change(entity, idOf(parameters), fields, now())
  if (!item) return notFound()
  if (entity === deal) tell('ONCRMDEALUPDATE', item.id)
  return { result: { item: asItem(item) } }
})

const remove = withKind(async (entity, parameters, { portal, items, tell }) => {
  if (!(await items.remove(entity, idOf(parameters), portal))) return notFound()
  if (entity === deal) tell('ONCRMDEALDELETE', idOf(parameters))
  return { result: [] }
})

/** The universal methods: everything is an item of some kind. */
export const itemMethods: Methods = {
  'crm.item.add': add,
  'crm.item.get': get,
  'crm.item.list': list,
  'crm.item.update': update,
  'crm.item.delete': remove,
}
