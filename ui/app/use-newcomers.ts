import { computed, type Ref, shallowRef, type WatchSource, watch } from 'vue'
import { meet, type Seen } from './newcomers.ts'

type Options<T> = {
  readonly rows: Ref<readonly T[]>
  readonly id: (row: T) => string
  /** Another value is another list, whose rows are no news. */
  readonly filter: WatchSource
  /** Where the rows are: while the pointer or the focus is in there, nothing moves. */
  readonly place: () => HTMLElement | null
}

/** The rows as a reader should see them; `show` lets in those that wait. */
export const useNewcomers = <T>({ rows, id, filter, place }: Options<T>) => {
  const seen = shallowRef<Seen>()
  const calm = () => scrollY < 8 && !place()?.contains(document.activeElement) && !place()?.matches(':hover')
  const ids = () => rows.value.map(id)
  watch(filter, () => {
    seen.value = undefined
  })
  watch(rows, () => {
    seen.value = meet(seen.value, ids(), calm())
  })
  const waiting = computed(() => seen.value?.waiting ?? [])
  return {
    shown: computed(() => rows.value.filter((row) => !waiting.value.includes(id(row)))),
    fresh: computed(() => seen.value?.fresh ?? []),
    waiting,
    show: () => {
      seen.value = meet(seen.value, ids(), true)
    },
  }
}
