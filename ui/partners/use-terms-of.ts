import { type PartnerItem, ProgrammeList } from '@kontor/gateways/http/partners/contract'
import { computed } from 'vue'
import { http } from '../app/http.ts'
import { useView } from '../app/use-view.ts'

/** The terms in force of the programme this partner is in; undefined until they are known, or when none are published. */
export const useTermsOf = (partner: () => PartnerItem | undefined) => {
  const { data } = useView({
    topics: [{ view: 'partners.programmes', scope: 'tenant' }],
    fetch: (after) => http.get('/programmes', ProgrammeList, { after }),
  })
  return computed(() => data.value?.items.find(({ programmeId }) => programmeId === partner()?.programmeId)?.terms ?? undefined)
}
