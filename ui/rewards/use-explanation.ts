import { Explanation } from '@kontor/gateways/http/rewards/contract'
import { ref, watch } from 'vue'
import { http } from '../app/http.ts'
import { useView } from '../app/use-view.ts'
import { useReader } from './use-reader.ts'

/** Why a reward is what it is, live. `fresh` are the positions of the steps that have come while the reader looks. */
export const useExplanation = (rewardId: string) => {
  const { scope } = useReader()
  const fresh = ref<readonly string[]>([])
  const view = useView({
    topics: [
      { view: 'rewards.list', scope },
      { view: 'payouts.list', scope },
    ],
    fetch: (after) => http.get(`/rewards/${rewardId}/explain`, Explanation, { after }),
  })
  watch(view.data, (now, before) => {
    const known = new Set(before?.steps.map(({ position }) => position))
    fresh.value = before && now ? now.steps.flatMap(({ position }) => (known.has(position) ? [] : [position])) : []
  })
  return { ...view, fresh }
}
