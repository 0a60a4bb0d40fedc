import { Accepted, type PartnerItem } from '@kontor/gateways/http/partners/contract'
import { ref, shallowRef } from 'vue'
import { http } from '../app/http.ts'
import { useNews } from '../app/toasts.ts'
import { useMarks } from '../app/use-marks.ts'
import { useWords } from '../app/use-words.ts'
import { type Approvals, approveMany, nothingDone } from './approve-many.ts'

/** Rows that wait, marked, and approved with one press; who was not approved stays marked and is named. */
export const useBulkApproval = (waiting: () => readonly PartnerItem[], load: (position: string) => Promise<void>) => {
  const { t } = useWords()
  const { say } = useNews()
  const marks = useMarks(() => waiting().map(({ partnerId }) => partnerId))
  const busy = ref(false)
  const result = shallowRef<Approvals<PartnerItem>>(nothingDone)
  /** One a person, for as long as the list is open: a retry after silence is the same command. */
  const keys = new Map<string, string>()

  const approve = async ({ partnerId }: PartnerItem) => {
    const key = keys.get(partnerId) ?? crypto.randomUUID()
    keys.set(partnerId, key)
    return (await http.post(`/partners/${partnerId}/approve`, {}, Accepted, { key })).position
  }
  const send = async () => {
    if (busy.value) return
    busy.value = true
    const partners = waiting().filter(({ partnerId }) => marks.marked.value.includes(partnerId))
    result.value = await approveMany(partners, approve)
    const { approved, failed, position } = result.value
    // With failures the bar stays and says both; otherwise it is gone, and the word is said in the corner.
    if (failed.length === 0) say(t('partners.bulk.approved', { n: approved }, approved))
    if (position) await load(position)
    busy.value = false
  }
  const clear = () => {
    marks.clear()
    result.value = nothingDone
  }
  return { ...marks, busy, result, send, clear }
}
