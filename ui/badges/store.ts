import { Badges } from '@kontor/gateways/http/badges/contract'
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { http, query } from '../app/http.ts'
import { live } from '../app/live.ts'

/** What waits for the person, by kind: the numbers of the menu and of "Needs you" are one number (R3). */
export const useBadges = defineStore('badges', () => {
  const badges = shallowRef<Badges>({})
  const load = async (after?: string) => {
    badges.value = await http.get(`/badges${query({ after })}`, Badges).catch(() => badges.value) // a counter that is old is still a counter
  }
  let stops: readonly (() => void)[] = []
  /** While a shell is on the screen. Answers how to stop. */
  const follow = (): (() => void) => {
    for (const stop of stops) stop()
    const take = (pushed: Badges) => {
      badges.value = pushed
    }
    stops = [live.on({ view: 'badges.counters', scope: 'tenant' }, load), live.onBadges(take)]
    void load()
    return () => {
      for (const stop of stops) stop()
      badges.value = {}
    }
  }
  return { badges, follow }
})
