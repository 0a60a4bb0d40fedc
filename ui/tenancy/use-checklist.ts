import { Checklist } from '@kontor/gateways/http/tenancy/contract'
import { computed } from 'vue'
import { http } from '../app/http.ts'
import { useView } from '../app/use-view.ts'

/** The first steps of the organisation, live. `begun` is undefined until it is known whether there is a partner to have figures of. */
export const useChecklist = () => {
  const view = useView({
    topics: [{ view: 'tenancy.checklist', scope: 'tenant' }],
    fetch: (after) => http.get('/checklist', Checklist, { after }),
  })
  const doneAt = (step: string) => view.data.value?.items.find((one) => one.step === step)?.doneAt
  const begun = computed(() => {
    if (view.state.value === 'loading') return undefined
    return view.state.value === 'error' || doneAt('partner-approved') !== null
  })
  return { ...view, begun }
}
