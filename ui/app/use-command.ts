import { ref, shallowRef } from 'vue'
import { codeOf } from './problem.ts'

/**
 * A command of a form or a button. The key is made once for an opening, so a double press, and a retry after silence, are one event
 * (ui.md §1.8); once the server has accepted, the next press is another command with a key of its own.
 */
export const useCommand = <A extends unknown[]>(run: (key: string, ...args: A) => Promise<unknown>) => {
  const busy = ref(false)
  const error = shallowRef<unknown>()
  let key = crypto.randomUUID()

  const send = async (...args: A): Promise<boolean> => {
    if (busy.value) return false
    busy.value = true
    error.value = undefined
    try {
      await run(key, ...args)
      key = crypto.randomUUID()
      return true
    } catch (problem) {
      error.value = problem
      // Another body under the same key would be refused as another request; a refusal has recorded nothing, so a new key is safe.
      if (codeOf(problem) !== 'error.network') key = crypto.randomUUID()
      return false
    } finally {
      busy.value = false
    }
  }
  return { busy, error, send }
}
