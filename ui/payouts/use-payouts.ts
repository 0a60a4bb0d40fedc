import { PayoutList, type PayoutStatus } from '@kontor/gateways/http/payouts/contract'
import type { Ref } from 'vue'
import { http, query } from '../app/http.ts'
import { usePages } from '../app/use-pages.ts'
import { useView } from '../app/use-view.ts'
import { useReader } from '../rewards/use-reader.ts'

export type PayoutFilter = { readonly status: PayoutStatus | undefined; readonly partnerId: string | undefined }

/** The requests to be paid, the newest first: one's own, or all of the organisation's. */
export const usePayouts = (filter: Ref<PayoutFilter>) => {
  const { scope } = useReader()
  return usePages({
    topics: [{ view: 'payouts.list', scope }],
    fetch: (page, after) => http.get(`/payouts${query({ ...filter.value, ...page })}`, PayoutList, { after }),
    filter,
    isFiltered: () => filter.value.partnerId !== undefined,
  })
}

/** How many there are in a state, live: the numbers of the tabs. */
export const usePayoutCount = (status: PayoutStatus) =>
  useView({
    topics: [{ view: 'payouts.list', scope: 'tenant' }],
    fetch: async (after) => (await http.get(`/payouts${query({ status, limit: 1 })}`, PayoutList, { after })).total,
  }).data
