import { Preview } from '@kontor/gateways/http/payouts/contract'
import { type Ref, ref, shallowRef, watch } from 'vue'
import { http } from '../app/http.ts'

/**
 * What a request of these rewards would be, as the server reckons it: nothing is added up here. `settled` is false from a change of the choice until its
 * answer, so that an old sum is never the one that is pressed.
 */
export const usePreview = (rewardIds: Ref<readonly string[]>) => {
  const preview = shallowRef<Preview>()
  const error = shallowRef<unknown>()
  const settled = ref(false)
  let turn = 0

  const ask = async () => {
    const mine = ++turn
    settled.value = false
    try {
      const answer = rewardIds.value.length > 0 ? await http.post('/payouts/preview', { rewardIds: rewardIds.value }, Preview) : undefined
      if (mine !== turn) return
      preview.value = answer
      error.value = undefined
      settled.value = true
    } catch (problem) {
      if (mine === turn) error.value = problem
    }
  }
  watch(rewardIds, ask, { immediate: true })
  return { preview, error, settled, ask }
}
