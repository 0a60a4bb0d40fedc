import { refused } from '../answer.ts'
import { asOldDeal } from '../told-as.ts'
import { type Methods, mapOf } from './method.ts'

const field = (type: string, title: string, isReadOnly = false) => ({
  type,
  isRequired: false,
  isReadOnly,
  isImmutable: false,
  isMultiple: false,
  title,
})

const fields = {
  ID: field('integer', 'ID', true),
  TITLE: field('string', 'Название'),
  STAGE_ID: field('crm_status', 'Стадия'),
  STAGE_SEMANTIC_ID: field('string', 'Группа стадии', true),
  CATEGORY_ID: field('crm_category', 'Направление'),
  OPPORTUNITY: field('double', 'Сумма'),
  CURRENCY_ID: field('crm_currency', 'Валюта'),
  CONTACT_ID: field('crm_contact', 'Контакт'),
  COMMENTS: field('string', 'Комментарий'),
  ORIGINATOR_ID: field('string', 'Внешний источник'),
  ORIGIN_ID: field('string', 'Идентификатор элемента во внешнем источнике'),
}

/** The older methods of deals: development of them has halted, and everybody still uses them. */
export const dealMethods: Methods = {
  'crm.deal.get': async ({ id }, { items, portal }) => {
    const item = await items.find(2, Number(id ?? Number.NaN) || 0, portal)
    return item ? { result: asOldDeal(item) } : refused('', 'Not found')
  },
  'crm.deal.list': async ({ start, order }, { items, portal }) => {
    const query = { filter: {}, order: { id: mapOf(order)['ID'] }, start: Math.max(0, Number(start) || 0) }
    const { items: found, total, next } = await items.list({ entity: 2, portal }, query)
    return { result: found.map(asOldDeal), total, next }
  },
  'crm.deal.fields': async () => ({ result: fields }),
}
