import { type RewardItem, RewardList } from '@kontor/gateways/http/rewards/contract'
import { computed } from 'vue'
import { http, query } from '../app/http.ts'
import { useView } from '../app/use-view.ts'
import { rowsAtMost } from './selection.ts'

const all = async (status: 'available' | 'held', after: string | undefined) => {
  const rows: RewardItem[] = []
  let cursor: string | undefined
  do {
    const page = await http.get(`/rewards${query({ status, limit: 100, cursor })}`, RewardList, { after })
    rows.push(...page.items)
    cursor = page.nextCursor
  } while (cursor && rows.length < rowsAtMost)
  return rows.slice(0, rowsAtMost)
}

/** A partner's rewards that can be asked for, and those that still wait, live. */
export const usePayable = () => {
  const view = useView({
    topics: [{ view: 'rewards.list', scope: 'partner' }],
    fetch: async (after) => {
      const [available, held] = await Promise.all([all('available', after), all('held', after)])
      return { available, held }
    },
    isEmpty: ({ available }) => available.length === 0,
  })
  return { ...view, available: computed(() => view.data.value?.available ?? []), held: computed(() => view.data.value?.held ?? []) }
}
