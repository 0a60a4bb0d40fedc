import { BalanceList } from '@kontor/gateways/http/rewards/contract'
import { type Ref, watch } from 'vue'
import { http, query } from '../app/http.ts'
import { useView } from '../app/use-view.ts'
import { useReader } from './use-reader.ts'

type Asked = { readonly asOf: string | undefined; readonly partnerId: string | undefined }

/** What is owed by state, now and live, or as it was at the end of a day. */
export const useBalance = (asked: Ref<Asked>) => {
  const { scope } = useReader()
  const view = useView({
    topics: [{ view: 'rewards.list', scope }],
    fetch: (after) => http.get(`/rewards/balance${query(asked.value)}`, BalanceList, { after }),
  })
  watch(asked, () => void view.load())
  return view
}
