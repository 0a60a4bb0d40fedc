import { useEventListener } from '@vueuse/core'
import { useRouter } from 'vue-router'

/** The views of our routes are files, so a function in a route is the promise of one. */
type Promised = () => Promise<unknown>
const isPromised = (view: unknown): view is Promised => typeof view === 'function'

/** Whoever points at a link, or comes to it by key, is likely to press it: its screen's script is fetched in the meantime. */
export const usePrefetch = (): void => {
  const router = useRouter()
  const fetchAhead = ({ target }: Event) => {
    const address = target instanceof Element ? target.closest('a')?.getAttribute('href') : undefined
    if (!address?.startsWith('/')) return
    const views = router.resolve(address).matched.flatMap(({ components }) => Object.values(components ?? {}))
    // One that does not come now is asked for again by the press, where a failure is told.
    for (const view of views) if (isPromised(view)) void view().catch(() => undefined)
  }
  useEventListener(document, ['pointerover', 'focusin'], fetchAhead)
}
