import { Accepted } from '@kontor/gateways/http/payouts/contract'
import { computed, ref } from 'vue'
import { http } from '../app/http.ts'
import { useCommand } from '../app/use-command.ts'

/**
 * What an operator can do to one payout. `changed` hears the position of each accepted command; `mine` is true after the first, so that the
 * screen does not report one's own decision as somebody's.
 */
export const usePayoutSteps = (payoutId: string, changed: (position: string) => Promise<void>) => {
  const mine = ref(false)
  const step = <B extends object>(name: 'approve' | 'reject' | 'paid' | 'failed') =>
    useCommand(async (key, body: B) => {
      const { position } = await http.post(`/payouts/${payoutId}/${name}`, body, Accepted, { key })
      mine.value = true
      await changed(position)
    })
  const approve = step<{ readonly comment?: string }>('approve')
  const reject = step<{ readonly comment: string }>('reject')
  const paid = step<{ readonly reference: string }>('paid')
  const failed = step<{ readonly reason: string }>('failed')
  const error = computed(() => approve.error.value)
  return { approve, reject, paid, failed, error, mine }
}
