import { useIntervalFn } from '@vueuse/core'
import { computed, ref } from 'vue'
import { ApiProblem } from '../app/problem.ts'
import { countdown } from '../kit/format/index.ts'

/** Counts down the seconds a 429 asks to wait. */
export const useCountdown = () => {
  const left = ref(0)
  const { pause, resume } = useIntervalFn(
    () => {
      left.value -= 1
      if (left.value <= 0) pause()
    },
    1000,
    { immediate: false },
  )
  const start = (problem: unknown) => {
    if (!(problem instanceof ApiProblem) || !problem.retryAfter) return
    left.value = problem.retryAfter
    resume()
  }
  return { left, start, text: computed(() => countdown(left.value)) }
}
