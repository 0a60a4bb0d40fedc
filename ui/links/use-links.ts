import { LinkList, type LinkStatus, type LinkType } from '@kontor/gateways/http/links/contract'
import type { Ref } from 'vue'
import type { z } from 'zod'
import { http, query } from '../app/http.ts'
import { usePages } from '../app/use-pages.ts'
import { useReader } from '../rewards/use-reader.ts'

export type LinkFilter = {
  readonly q: string | undefined
  readonly type: z.output<typeof LinkType> | undefined
  readonly status: z.output<typeof LinkStatus> | undefined
  readonly partnerId: string | undefined
}

/** The links with their figures, live: a partner's own, or all of the organisation's. */
export const useLinks = (filter: Ref<LinkFilter>) => {
  const { scope } = useReader()
  return usePages({
    topics: [
      { view: 'links.list', scope },
      { view: 'links.clicks', scope },
    ],
    fetch: (page, after) => http.get(`/links${query({ ...filter.value, ...page })}`, LinkList, { after }),
    filter,
    isFiltered: () => Object.values(filter.value).some((value) => value !== undefined),
  })
}
