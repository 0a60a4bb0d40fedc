import { useDebounceFn, useMediaQuery } from '@vueuse/core'
import { nextTick, ref, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

/**
 * What a screen keeps in its address: filters, the search, the open row, so that a copied link shows the same. `typed` is the search
 * as it is being written; it reaches the address when the writing pauses.
 */
export const useQuery = () => {
  const route = useRoute()
  const router = useRouter()
  const phone = useMediaQuery('(max-width: 767px)')
  const read = (name: string) => text(route.query[name])
  const change = (values: Readonly<Record<string, string | undefined>>) => router.replace({ query: { ...route.query, ...values } })
  const typed = ref(read('q') ?? '')
  const seek = useDebounceFn((q: string) => change({ q: q.trim() || undefined }), 250)
  watch(typed, (q) => seek(q))
  const clear = () => {
    typed.value = ''
    return router.replace({ query: {} })
  }
  /** On a phone an open row is a page to the hand: "back" closes it. */
  const open = (id: string) => (phone.value ? router.push({ query: { ...route.query, open: id } }) : change({ open: id }))
  const close = async () => {
    const was = read('open')
    await change({ open: undefined })
    await nextTick()
    document.querySelector<HTMLElement>(`button[data-id="${was}"]`)?.focus()
  }
  return { phone, read, change, typed, clear, open, close }
}
