import { Duplicates } from '@kontor/gateways/http/deals/contract'
import { useDebounceFn } from '@vueuse/core'
import { shallowRef, watch } from 'vue'
import type { z } from 'zod'
import { http } from '../app/http.ts'
import { type Contact, worthAsking } from './worth-asking.ts'

export type Duplicate = z.output<typeof Duplicates>['duplicates'][number]

/** Who may already be there, asked while the phone or the e-mail is being typed. What cannot be asked is nobody's fault: saving decides. */
export const useDuplicates = (typed: () => Contact) => {
  const found = shallowRef<readonly Duplicate[]>([])
  let turn = 0
  const ask = useDebounceFn(async () => {
    const mine = ++turn
    const body = worthAsking(typed())
    const { duplicates } = body ? await http.post('/customers/check', body, Duplicates).catch(() => ({ duplicates: [] })) : { duplicates: [] }
    if (mine === turn) found.value = duplicates
  }, 400)
  watch(typed, () => ask(), { deep: true, immediate: true })
  return found
}
