import { LinkList } from '@kontor/gateways/http/links/contract'
import { computed } from 'vue'
import { http, query } from '../app/http.ts'
import { useView } from '../app/use-view.ts'

/** The link a partner gives away most, live; the oldest of those that nobody has followed yet. `followed` is undefined until it is known. */
export const useOwnLink = () => {
  const { data } = useView({
    topics: [{ view: 'links.list', scope: 'partner' }],
    fetch: (after) => http.get(`/links${query({ status: 'active', limit: 50 })}`, LinkList, { after }),
  })
  const links = computed(() => data.value?.items)
  const link = computed(() => links.value?.toReversed().reduce((best, one) => (one.clicks > best.clicks ? one : best)))
  const followed = computed(() => links.value?.some(({ clicks }) => clicks > 0))
  return { known: computed(() => links.value !== undefined), link: computed(() => (links.value?.length ? link.value : undefined)), followed }
}
