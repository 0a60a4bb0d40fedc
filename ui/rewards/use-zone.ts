import { MyPartner, ProgrammeList } from '@kontor/gateways/http/partners/contract'
import { computed } from 'vue'
import { http } from '../app/http.ts'
import { useView } from '../app/use-view.ts'
import { useReader } from './use-reader.ts'

/** Where the programme counts its days (R6): a partner's own, else the first of the organisation. Undefined until it is known. */
export const useZone = () => {
  const { partner, scope } = useReader()
  const { data } = useView({
    topics: [{ view: partner.value ? 'partners.list' : 'partners.programmes', scope }],
    fetch: async (after) =>
      partner.value
        ? (await http.get('/partners/me', MyPartner, { after })).programme.timeZone
        : (await http.get('/programmes', ProgrammeList, { after })).items[0]?.timeZone,
  })
  return computed(() => data.value)
}
