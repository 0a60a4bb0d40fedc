import type { Topic } from '@kontor/gateways/http/live/contract'
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { live } from './live.ts'
import { codeOf } from './problem.ts'

/** What a list says of itself in `data-state` (ui.md §1.8). */
export type ViewState = 'loading' | 'empty' | 'filtered-empty' | 'error' | 'ready' | 'stale'

type Options<T> = {
  readonly topics: readonly Topic[]
  readonly fetch: (after?: string) => Promise<T>
  readonly isEmpty?: (data: T) => boolean
  readonly isFiltered?: () => boolean
}

/**
 * A read model on the screen: loaded at once, again on every push, with old rows kept when a later load fails. An answer that comes
 * after a newer one is dropped. `late` is true while our own change is saved and the view has not reached it yet.
 */
export const useView = <T>({ topics, fetch, isEmpty = () => false, isFiltered = () => false }: Options<T>) => {
  const data = shallowRef<T>()
  const error = shallowRef<unknown>()
  const asOf = shallowRef<Date>()
  const late = ref(false)
  let asked = 0
  let answered = 0

  const load = async (after?: string): Promise<void> => {
    const turn = ++asked
    try {
      const answer = await fetch(after)
      if (turn < answered) return
      answered = turn
      data.value = answer
      asOf.value = new Date()
      error.value = undefined
      late.value = false
    } catch (problem) {
      if (turn < answered) return
      late.value = codeOf(problem) === 'view.late'
      error.value = late.value && data.value !== undefined ? undefined : problem
    }
  }
  const state = computed<ViewState>(() => {
    if (data.value === undefined) return error.value ? 'error' : 'loading'
    if (error.value) return 'stale'
    return isEmpty(data.value) ? (isFiltered() ? 'filtered-empty' : 'empty') : 'ready'
  })
  const stops = topics.map((topic) => live.on(topic, load))
  onScopeDispose(() => {
    for (const stop of stops) stop()
  })
  void load()
  return { data, state, error, asOf, late, load }
}
