import { RewardStatus } from '@kontor/gateways/http/rewards/contract'
import { computed } from 'vue'
import { periodAsked } from '../kit/period.ts'
import { useNow } from '../kit/use-now.ts'
import { useReader } from './use-reader.ts'
import type { RewardFilter } from './use-rewards.ts'

type Options = { readonly read: (name: string) => string | undefined; readonly zone: () => string }

/** What the address narrows the list to. The days only where it names them; the clock moves each minute and changes nothing by itself. */
export const useRewardFilter = ({ read, zone }: Options) => {
  const { partner } = useReader()
  const now = useNow()
  const days = computed(() => {
    const asked = { period: read('period'), from: read('from'), to: read('to'), tz: read('tz') }
    return asked.period === 'all' ? undefined : periodAsked(asked, now.value, zone(), '2000-01-01')
  })
  const wanted = (): RewardFilter => ({
    q: read('q'),
    status: RewardStatus.safeParse(read('status')).data,
    partnerId: partner.value ? undefined : read('partnerId'),
    dealId: read('dealId'),
    from: days.value?.from,
    to: days.value?.to,
    tz: days.value?.tz,
  })
  /** The same object as long as it says the same, so that nothing is asked for twice. */
  const filter = computed<RewardFilter>((before) => {
    const next = wanted()
    return before && JSON.stringify(before) === JSON.stringify(next) ? before : next
  })
  return { filter, days }
}
