import { Accepted, type PartnerItem, PartnerList, type PartnerStatus } from '@kontor/gateways/http/partners/contract'
import { type Ref, ref, watch } from 'vue'
import { http, query } from '../app/http.ts'
import { useNews } from '../app/toasts.ts'
import { useView } from '../app/use-view.ts'
import { useWords } from '../app/use-words.ts'

const pageSize = 50

export type Filter = { readonly status: PartnerStatus | undefined; readonly q: string | undefined }

/** As many rows as the reader has asked for, page by page: a refetch must not fold a long list back to its first fifty. */
const listPartners = async ({ status, q }: Filter, wanted: number, after: string | undefined) => {
  const items: PartnerItem[] = []
  let cursor: string | undefined
  for (;;) {
    const page = await http.get(`/partners${query({ status, q, cursor, limit: pageSize })}`, PartnerList, { after })
    items.push(...page.items)
    cursor = page.nextCursor
    if (!cursor || items.length >= wanted) return { items, more: cursor !== undefined, total: page.total }
  }
}

/** The partners of the organisation under a filter, and what can be done to one of them. */
export const usePartners = (filter: Ref<Filter>) => {
  const { t, explain } = useWords()
  const { say } = useNews()
  const wanted = ref(pageSize)
  const view = useView({
    topics: [{ view: 'partners.list', scope: 'tenant' }],
    fetch: (after) => listPartners(filter.value, wanted.value, after),
    isEmpty: ({ items }) => items.length === 0,
    isFiltered: () => filter.value.status !== undefined || filter.value.q !== undefined,
  })
  watch(filter, () => {
    wanted.value = pageSize
    void view.load()
  })
  const more = () => {
    wanted.value += pageSize
    return view.load()
  }
  const change = async ({ partnerId, name }: PartnerItem, step: 'deactivate' | 'reactivate', undo?: () => void) => {
    try {
      const { position } = await http.post(`/partners/${partnerId}/${step}`, {}, Accepted)
      say(t(`partners.list.${step}d`, { name }), undo && { label: t('partners.list.undo'), run: undo })
      await view.load(position)
    } catch (error) {
      say(explain(error))
    }
  }
  /** Both can be taken back, so neither asks first (ui.md §1.8). */
  const reactivate = (partner: PartnerItem) => change(partner, 'reactivate', () => change(partner, 'deactivate'))
  const deactivate = (partner: PartnerItem) => change(partner, 'deactivate', () => change(partner, 'reactivate'))
  return { ...view, more, deactivate, reactivate }
}
