import type { Topic } from '@kontor/gateways/http/live/contract'
import { computed, ref, type WatchSource, watch } from 'vue'
import { useView } from './use-view.ts'

const pageSize = 50

type Page<T> = { readonly items: readonly T[]; readonly nextCursor?: string | undefined; readonly total?: number | undefined }
type Asked = { readonly cursor: string | undefined; readonly limit: number }
type Options<T> = {
  readonly topics: readonly Topic[]
  /** One page of the list, under the filter of the moment. */
  readonly fetch: (page: Asked, after: string | undefined) => Promise<Page<T>>
  /** What the list is narrowed by: another value begins it anew. */
  readonly filter: WatchSource
  readonly isFiltered: () => boolean
  /** Rows of one page: fifty, where the screen does not say. */
  readonly size?: number
}

/** As many rows as the reader has asked for, page by page: a refetch must not fold a long list back to its first fifty. */
const pagesUpTo = async <T>(wanted: number, size: number, ask: (asked: Asked) => Promise<Page<T>>) => {
  const items: T[] = []
  let cursor: string | undefined
  for (;;) {
    const page: Page<T> = await ask({ cursor, limit: size })
    items.push(...page.items)
    cursor = page.nextCursor
    if (!cursor || items.length >= wanted) return { items: items as readonly T[], more: cursor !== undefined, total: page.total }
  }
}

/** A long list on the screen: live, filtered, and read further on demand. */
export const usePages = <T>({ topics, fetch, filter, isFiltered, size = pageSize }: Options<T>) => {
  const wanted = ref(size)
  const view = useView({
    topics,
    fetch: (after) => pagesUpTo(wanted.value, size, (page) => fetch(page, after)),
    isEmpty: ({ items }) => items.length === 0,
    isFiltered,
  })
  // By what it says: an address that changed in something else makes an equal filter, which is no reason to begin anew.
  const said = () => JSON.stringify(typeof filter === 'function' ? filter() : filter.value)
  watch(said, () => {
    wanted.value = size
    void view.load()
  })
  const reading = ref(false)
  const more = async () => {
    reading.value = true
    wanted.value += size
    await view.load()
    reading.value = false
  }
  return { ...view, rows: computed(() => view.data.value?.items ?? []), more, reading }
}
