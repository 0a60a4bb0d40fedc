import { DealHistory, DealItem } from '@kontor/gateways/http/deals/contract'
import { http } from '../app/http.ts'
import { useView } from '../app/use-view.ts'
import { useReader } from '../rewards/use-reader.ts'

/** One sale, live. */
export const useDeal = (dealId: string) => {
  const { scope } = useReader()
  return useView({ topics: [{ view: 'deals.list', scope }], fetch: (after) => http.get(`/deals/${dealId}`, DealItem, { after }) })
}

/** What happened to it, newest first, as the log has it. */
export const useDealHistory = (dealId: string) => {
  const { scope } = useReader()
  return useView({
    topics: [{ view: 'deals.list', scope }],
    fetch: (after) => http.get(`/deals/${dealId}/history`, DealHistory, { after }),
    isEmpty: ({ items }) => items.length === 0,
  })
}
