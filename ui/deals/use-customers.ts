import { CustomerList, type CustomerSource, type CustomerStatus } from '@kontor/gateways/http/deals/contract'
import type { Ref } from 'vue'
import type { z } from 'zod'
import { http, query } from '../app/http.ts'
import { usePages } from '../app/use-pages.ts'
import { useReader } from '../rewards/use-reader.ts'

export type CustomerFilter = {
  readonly q: string | undefined
  readonly status: z.output<typeof CustomerStatus> | undefined
  readonly source: z.output<typeof CustomerSource> | undefined
  readonly partnerId: string | undefined
}

/** Who was brought, by whom, and what became of it: one's own for a partner, all of the organisation for the others. */
export const useCustomers = (filter: Ref<CustomerFilter>) => {
  const { scope } = useReader()
  return usePages({
    topics: [{ view: 'deals.customers', scope }],
    fetch: (page, after) => http.get(`/customers${query({ ...filter.value, ...page })}`, CustomerList, { after }),
    filter,
    isFiltered: () => Object.values(filter.value).some((value) => value !== undefined),
  })
}
