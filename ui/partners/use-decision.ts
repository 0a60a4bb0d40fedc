import { Accepted } from '@kontor/gateways/http/partners/contract'
import { computed, ref } from 'vue'
import { http } from '../app/http.ts'
import { useCommand } from '../app/use-command.ts'

type Step = 'approve' | 'reject' | 'deactivate' | 'reactivate'

/** What an operator can do to one application. `decided` hears the position of each accepted command; `mine` is true after the first. */
export const useDecision = (partnerId: string, decided: (position: string) => Promise<void>) => {
  const mine = ref(false)
  const decide = async (step: Step, body: object, key?: string) => {
    const { position } = await http.post(`/partners/${partnerId}/${step}`, body, Accepted, { key })
    mine.value = true
    await decided(position)
  }
  const terms = useCommand((key, percent: string) => http.put(`/partners/${partnerId}/terms`, { percent }, Accepted, { key }))
  /** The personal share first: nobody is a partner for a moment on terms that were not meant. Both commands may be repeated. */
  const approval = useCommand(async (key, percent: string | undefined) => {
    if (percent && !(await terms.send(percent))) throw terms.error.value
    await decide('approve', {}, key)
  })
  const rejection = useCommand((key, reason: string) => decide('reject', { reason }, key))
  const error = computed(() => approval.error.value ?? rejection.error.value)
  return { decide, approval, rejection, error, mine }
}
