import { type PartnerItem, PartnerList } from '@kontor/gateways/http/partners/contract'
import { computed, type Ref, shallowRef, watch } from 'vue'
import { http, query } from '../app/http.ts'
import { useView } from '../app/use-view.ts'
import { arrive, nothingShown, type Shown } from './arrivals.ts'

export type Tab = 'pending' | 'active' | 'rejected'

/** The applications of one tab as the reader should see them: live, and quiet under the pointer. */
export const useApplications = (tab: Ref<Tab>, open: () => string | undefined, calm: () => boolean) => {
  const view = useView({
    topics: [{ view: 'partners.list', scope: 'tenant' }],
    fetch: async (after) => {
      const status = tab.value
      return { status, ...(await http.get(`/partners${query({ status, limit: 100 })}`, PartnerList, { after })) }
    },
    isEmpty: ({ items }) => items.length === 0,
  })
  const shown = shallowRef<Shown<PartnerItem>>(nothingShown)
  const latest = computed(() => (view.data.value?.status === tab.value ? view.data.value.items : undefined))

  watch(latest, (items) => {
    if (items) shown.value = arrive(shown.value, items, { calm: calm(), open: open() })
  })
  watch(tab, () => {
    shown.value = nothingShown
    view.data.value = undefined
    void view.load()
  })
  /** Lets the waiting rows in. */
  const show = () => {
    if (latest.value) shown.value = arrive(shown.value, latest.value, { calm: true, open: open() })
  }
  return { ...view, shown, show }
}
