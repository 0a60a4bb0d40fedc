import { type RewardItem, RewardList } from '@kontor/gateways/http/rewards/contract'
import { computed } from 'vue'
import { http, query } from '../app/http.ts'
import { useView } from '../app/use-view.ts'
import { nearestOf } from './nearest.ts'

/** Held rewards come newest first, so the nearest may be on the last page; a partner with more than these sees the nearest of them. */
const pagesAtMost = 5

const allHeld = async (after: string | undefined) => {
  const held: RewardItem[] = []
  let cursor: string | undefined
  for (let page = 0; page < pagesAtMost; page += 1) {
    const { items, nextCursor } = await http.get(`/rewards${query({ status: 'held', limit: 100, cursor })}`, RewardList, { after })
    held.push(...items)
    if (!nextCursor) break
    cursor = nextCursor
  }
  return held
}

/** What of a partner's own becomes available next, live. */
export const useNearest = () => {
  const { data } = useView({ topics: [{ view: 'rewards.list', scope: 'partner' }], fetch: allHeld })
  return computed(() => nearestOf(data.value ?? []))
}
