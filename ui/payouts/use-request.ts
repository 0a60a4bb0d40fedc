import { PayoutDetail, PayoutRequested } from '@kontor/gateways/http/payouts/contract'
import { RewardItem } from '@kontor/gateways/http/rewards/contract'
import { shallowRef } from 'vue'
import { http } from '../app/http.ts'
import { ApiProblem, codeOf } from '../app/problem.ts'
import { useNews } from '../app/toasts.ts'
import { useCommand } from '../app/use-command.ts'
import { useWords } from '../app/use-words.ts'
import { money } from '../kit/format/index.ts'

type Asked = { readonly rewardIds: readonly string[]; readonly comment: string | undefined }

/** Asks to be paid. `done` hears the new payout; a row that somebody else's request took is kept in `taken`, with the number of that request. */
export const useRequest = (done: (payoutId: string) => unknown) => {
  const { t, lang } = useWords()
  const { say } = useNews()
  const taken = shallowRef<readonly RewardItem[]>([])

  const numberOf = async (payoutId: string, after: string) =>
    (await http.get(`/payouts/${payoutId}`, PayoutDetail, { after }).catch(() => undefined))?.number // the request is made, whether or not the view has it yet
  const { busy, error, send } = useCommand(async (key, asked: Asked) => {
    const { payoutId, amount, position } = await http.post('/payouts', asked, PayoutRequested, { key })
    const said = money(amount.minor, amount.currency, lang.value)
    const number = await numberOf(payoutId, position)
    say(number === undefined ? t('app.late') : t('payouts.requested', { n: number, amount: said }))
    await done(payoutId)
  })
  /** The refusal names the row that is gone; who has it now is asked for. */
  const markTaken = async () => {
    const problem = error.value
    if (codeOf(problem) !== 'payout.reward-taken' || !(problem instanceof ApiProblem)) return
    const rewardId = problem.problem.detail
    const row = rewardId ? await http.get(`/rewards/${rewardId}`, RewardItem).catch(() => undefined) : undefined
    if (row) taken.value = [...taken.value.filter((one) => one.rewardId !== row.rewardId), row]
  }
  const request = async (asked: Asked) => {
    if (!(await send(asked))) await markTaken()
  }
  return { busy, error, taken, request }
}
