import { useMediaQuery } from '@vueuse/core'
import { computed, nextTick } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/** Which reward is being explained: it stands in the address as `?why=<rewardId>`, so a copied link opens the same chain. */
export const useWhy = () => {
  const route = useRoute()
  const router = useRouter()
  const phone = useMediaQuery('(max-width: 767px)')
  const rewardId = computed(() => {
    const why = route.query['why']
    return typeof why === 'string' && why !== '' ? why : undefined
  })
  /** On a phone the chain is a page of its own to the hand: "back" closes it. */
  const show = (id: string) => {
    const to = { query: { ...route.query, why: id } }
    return phone.value ? router.push(to) : router.replace(to)
  }
  const close = async () => {
    const was = rewardId.value
    await router.replace({ query: { ...route.query, why: undefined } })
    await nextTick()
    document.querySelector<HTMLElement>(`button[data-reward="${was}"]`)?.focus()
  }
  return { rewardId, show, close }
}
