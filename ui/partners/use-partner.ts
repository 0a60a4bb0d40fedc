import { PartnerItem } from '@kontor/gateways/http/partners/contract'
import { computed } from 'vue'
import { http } from '../app/http.ts'
import { useView } from '../app/use-view.ts'

/** One partner, live; what the list already knows stands in until the answer is there. */
export const usePartner = (partnerId: string, known: () => PartnerItem | undefined) => {
  const { data, error, load } = useView({
    topics: [{ view: 'partners.list', scope: 'tenant' }],
    fetch: (after) => http.get(`/partners/${partnerId}`, PartnerItem, { after }),
  })
  return { partner: computed(() => data.value ?? known()), error, load }
}
