import { Accepted } from '@kontor/gateways/http/deals/contract'
import { http } from '../app/http.ts'
import { useNews } from '../app/toasts.ts'
import { useCommand } from '../app/use-command.ts'
import { useWords } from '../app/use-words.ts'

/** The presses that need no form. `changed` hears the position to wait for; what failed is said in the corner, since a row has no place for it. */
export const useDealSteps = (changed: (position: string) => unknown) => {
  const { t, explain } = useWords()
  const { say } = useNews()
  const step = (path: (id: string) => string, done: string) => {
    const { busy, error, send } = useCommand(async (key, id: string) => {
      const { position } = await http.post(path(id), {}, Accepted, { key })
      say(t(done))
      await changed(position)
    })
    const press = async (id: string) => {
      if (!(await send(id)) && error.value) say(explain(error.value))
    }
    return { busy, press }
  }
  /** Hands a deal that is stuck to the CRM once more. */
  const push = step((dealId) => `/deals/${dealId}/push`, 'deals.crm.pushed')
  /** Another person after all, or the second partner is agreed to: the customer goes on to a deal. */
  const dismiss = step((customerId) => `/customers/${customerId}/dismiss-duplicate`, 'deals.duplicates.dismissed')
  return { push, dismiss }
}
