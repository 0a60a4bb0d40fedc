import { ProgrammeList } from '@kontor/gateways/http/partners/contract'
import { computed } from 'vue'
import { http } from '../app/http.ts'
import { useView } from '../app/use-view.ts'

/** The first programme of the organisation, and the address where people apply to it. */
export const useApplyLink = () => {
  const { data, state } = useView({
    topics: [{ view: 'partners.programmes', scope: 'tenant' }],
    fetch: (after) => http.get('/programmes', ProgrammeList, { after }),
  })
  const programme = computed(() => data.value?.items[0])
  const link = computed(() => programme.value && `${location.origin}/join/${programme.value.slug}`)
  return { programme, link, state }
}
