import { useEventListener } from '@vueuse/core'
import { useRoute, useRouter } from 'vue-router'
import type { Shell } from '../manifest.ts'
import { navOf } from '../modules.ts'
import { mayAct } from '../use-keys.ts'

/** The second letter must follow soon, or it is a letter again. */
const patience = 1500

/** `g` then a letter leads to a place of the menu (ui.md §1.7). Set up before any screen, so that the letter is not the screen's. */
export const useGoKeys = (shell: Shell): void => {
  const router = useRouter()
  const route = useRoute()
  const entries = navOf(shell)
  let armedUntil = 0

  useEventListener(document, 'keydown', (event) => {
    if (!mayAct(event)) return
    const armed = event.timeStamp < armedUntil
    armedUntil = 0
    if (armed) {
      const entry = entries.find(({ key }) => key === event.key)
      if (!entry) return
      event.preventDefault()
      const { org } = route.params
      void router.push({ name: entry.route, ...(org && { params: { org } }) })
    } else if (event.key === 'g') {
      event.preventDefault()
      armedUntil = event.timeStamp + patience
    }
  })
}
