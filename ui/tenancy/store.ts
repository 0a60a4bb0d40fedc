import { MemberList } from '@kontor/gateways/http/tenancy/contract'
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { access } from '../app/access.ts'
import { http } from '../app/http.ts'
import { live } from '../app/live.ts'

/** The people of the organisation by name; undefined until it is known. Kept between screens, so that a name is there at once. */
export const useMembers = defineStore('members', () => {
  const names = shallowRef<ReadonlyMap<string, string>>()
  const load = async (after?: string) => {
    const { items } = await http.get('/members', MemberList, { after }).catch(() => ({ items: undefined }))
    // Without an answer nobody is known by name, which is no reason to wait with what was decided.
    names.value = items ? new Map(items.map(({ userId, name }) => [userId, name])) : (names.value ?? new Map())
  }
  /** While a name is on the screen. Answers how to stop. */
  const follow = (): (() => void) => {
    void load()
    return live.on({ view: 'tenancy.members', scope: 'tenant' }, load)
  }
  access.onLost(() => {
    names.value = undefined
  })
  return { names, follow }
})
