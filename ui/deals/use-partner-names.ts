import { PartnerList } from '@kontor/gateways/http/partners/contract'
import { computed } from 'vue'
import { http, query } from '../app/http.ts'
import { useView } from '../app/use-view.ts'

/** Whom a list can be narrowed to. The hundred newest: whoever is not among them is found by the search. */
export const usePartnerNames = () => {
  const { data } = useView({
    topics: [{ view: 'partners.list', scope: 'tenant' }],
    fetch: (after) => http.get(`/partners${query({ status: 'active', limit: 100 })}`, PartnerList, { after }),
  })
  return computed(() => (data.value?.items ?? []).map(({ partnerId, name }) => ({ id: partnerId, label: name })))
}
