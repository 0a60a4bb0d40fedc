import { PayoutDetail } from '@kontor/gateways/http/payouts/contract'
import { http } from '../app/http.ts'
import { useView } from '../app/use-view.ts'
import { useReader } from '../rewards/use-reader.ts'

/** One payout with its rows and what is left after it, live. */
export const usePayout = (payoutId: string) => {
  const { scope } = useReader()
  return useView({
    topics: [
      { view: 'payouts.list', scope },
      { view: 'rewards.list', scope },
    ],
    fetch: (after) => http.get(`/payouts/${payoutId}`, PayoutDetail, { after }),
  })
}
