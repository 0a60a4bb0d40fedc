import { DealList, type DealStatus } from '@kontor/gateways/http/deals/contract'
import type { Ref } from 'vue'
import type { z } from 'zod'
import { http, query } from '../app/http.ts'
import { usePages } from '../app/use-pages.ts'
import { useView } from '../app/use-view.ts'

export type DealFilter = {
  readonly q: string | undefined
  readonly status: z.output<typeof DealStatus> | undefined
  readonly partnerId: string | undefined
}
const topics = [{ view: 'deals.list', scope: 'tenant' }] as const

/** The sales of the organisation under a filter. */
export const useDeals = (filter: Ref<DealFilter>) =>
  usePages({
    topics,
    fetch: (page, after) => http.get(`/deals${query({ ...filter.value, ...page })}`, DealList, { after }),
    filter,
    isFiltered: () => Object.values(filter.value).some((value) => value !== undefined),
  })

/** What the CRM would not take: it waits for a person, whatever the list is narrowed to. */
export const useStuckDeals = () =>
  useView({ topics, fetch: (after) => http.get(`/deals${query({ stuck: 'true', limit: 50 })}`, DealList, { after }) })
