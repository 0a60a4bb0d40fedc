import { RewardList, type RewardStatus } from '@kontor/gateways/http/rewards/contract'
import type { Ref } from 'vue'
import type { z } from 'zod'
import { http, query } from '../app/http.ts'
import { usePages } from '../app/use-pages.ts'
import { useReader } from './use-reader.ts'

export type RewardFilter = {
  readonly q: string | undefined
  readonly status: z.output<typeof RewardStatus> | undefined
  readonly partnerId: string | undefined
  readonly dealId: string | undefined
  readonly from: string | undefined
  readonly to: string | undefined
  readonly tz: string | undefined
}

/** What was earned, row by row: one's own for a partner, all of the organisation for the others. */
export const useRewards = (filter: Ref<RewardFilter>) => {
  const { scope } = useReader()
  return usePages({
    topics: [{ view: 'rewards.list', scope }],
    fetch: (page, after) => http.get(`/rewards${query({ ...filter.value, ...page })}`, RewardList, { after }),
    filter,
    isFiltered: () => Object.values(filter.value).some((value) => value !== undefined),
  })
}
