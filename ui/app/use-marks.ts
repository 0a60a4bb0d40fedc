import { computed, ref } from 'vue'

/** Rows marked for one act on many. A mark lives no longer than its row can be acted on: `ids` are those that can, in the list's order. */
export const useMarks = (ids: () => readonly string[]) => {
  const set = ref<ReadonlySet<string>>(new Set())
  const marked = computed(() => ids().filter((id) => set.value.has(id)))
  const toggle = (id: string) => {
    if (!ids().includes(id)) return
    const rest = marked.value.filter((one) => one !== id)
    set.value = new Set(rest.length < marked.value.length ? rest : [...rest, id])
  }
  const all = () => {
    set.value = new Set(ids())
  }
  const clear = () => {
    set.value = new Set()
  }
  return { marked, toggle, all, clear }
}
