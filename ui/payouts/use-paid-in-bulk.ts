import { Accepted, type PayoutItem } from '@kontor/gateways/http/payouts/contract'
import { ref, shallowRef } from 'vue'
import { http } from '../app/http.ts'
import { useNews } from '../app/toasts.ts'
import { useMarks } from '../app/use-marks.ts'
import { useWords } from '../app/use-words.ts'
import { inTurn, nothingDone, type Outcome } from './in-turn.ts'

/** Approved payouts, marked, and told to be paid by one transfer: one reference for all. What was refused stays marked and is named. */
export const usePaidInBulk = (approved: () => readonly PayoutItem[], load: (position: string) => Promise<void>) => {
  const { t } = useWords()
  const { say } = useNews()
  const marks = useMarks(() => approved().map(({ payoutId }) => payoutId))
  const busy = ref(false)
  const outcome = shallowRef<Outcome<PayoutItem>>(nothingDone)
  /** One a payout and reference, for as long as the list is open: a retry after silence is the same command. */
  const keys = new Map<string, string>()

  const pay =
    (reference: string) =>
    async ({ payoutId }: PayoutItem) => {
      const of = `${payoutId} ${reference}`
      const key = keys.get(of) ?? crypto.randomUUID()
      keys.set(of, key)
      return (await http.post(`/payouts/${payoutId}/paid`, { reference }, Accepted, { key })).position
    }
  const send = async (reference: string) => {
    if (busy.value) return
    busy.value = true
    const payouts = approved().filter(({ payoutId }) => marks.marked.value.includes(payoutId))
    outcome.value = await inTurn(payouts, pay(reference))
    const { done, refused, position } = outcome.value
    if (refused.length === 0) say(t('payouts.bulk.done', { n: done.length }, done.length))
    if (position) await load(position)
    busy.value = false
  }
  const clear = () => {
    marks.clear()
    outcome.value = nothingDone
  }
  return { ...marks, busy, outcome, send, clear }
}
