import { Overview } from '@kontor/gateways/http/reports/contract'
import { computed, type Ref, watch } from 'vue'
import { http, query } from '../app/http.ts'
import { useView } from '../app/use-view.ts'
import { isUnfinished, type Period } from '../kit/period.ts'
import { useNow } from '../kit/use-now.ts'

type Options = { readonly asked: Ref<Period>; readonly key: Ref<string>; readonly scope: 'tenant' | 'partner' }

/** A home screen in one call, live: what the period holds, what the one before it held, what waits, and what has just happened. */
export const useOverview = ({ asked, key, scope }: Options) => {
  const now = useNow()
  const counters = scope === 'tenant' ? [{ view: 'badges.counters', scope } as const] : []
  const view = useView({
    topics: [{ view: 'reports.activity', scope }, ...counters],
    fetch: (after) => http.get(`/overview${query({ ...asked.value, compare: 'previous' })}`, Overview, { after }),
  })
  watch(key, () => view.load())
  const unfinished = computed(() => view.data.value !== undefined && isUnfinished(view.data.value.period, now.value))
  return { ...view, unfinished }
}
