import { ProgrammeList } from '@kontor/gateways/http/partners/contract'
import { computed } from 'vue'
import { http } from '../app/http.ts'
import { useView } from '../app/use-view.ts'

/** In what the programmes of the organisation reckon; the first is the usual one. */
export const useCurrencies = () => {
  const { data } = useView({
    topics: [{ view: 'partners.programmes', scope: 'tenant' }],
    fetch: (after) => http.get('/programmes', ProgrammeList, { after }),
  })
  return computed(() => [...new Set((data.value?.items ?? []).map(({ currency }) => currency))])
}
