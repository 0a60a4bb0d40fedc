import { useEventListener } from '@vueuse/core'
import { onBeforeRouteLeave } from 'vue-router'
import { useWords } from './use-words.ts'

/** Asks before typed work is left behind: the browser in its own words when the page goes, we in ours when only the screen does. */
export const useUnsavedGuard = (unsaved: () => boolean): void => {
  const { t } = useWords()
  useEventListener(window, 'beforeunload', (event) => {
    if (unsaved()) event.preventDefault()
  })
  onBeforeRouteLeave(() => !unsaved() || window.confirm(t('app.unsaved')))
}
