import { createSharedComposable, useIntervalFn } from '@vueuse/core'
import { shallowRef } from 'vue'

/** The reader's clock, for relative times: one timer for the page, moving each minute. */
export const useNow = createSharedComposable(() => {
  const now = shallowRef(new Date())
  useIntervalFn(() => {
    now.value = new Date()
  }, 60_000)
  return now
})
