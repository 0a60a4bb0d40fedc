import { watchEffect } from 'vue'
import { useSession } from './session.ts'

/** "Applications (2) · Demo · Kontor" in the tab, following the words, the number and the organisation. */
export const useTitle = (title: () => string, count: () => number | undefined = () => undefined): void => {
  const session = useSession()
  watchEffect(() => {
    const number = count()
    const name = number ? `${title()} (${number})` : title()
    document.title = [name, session.organisation?.name, 'Kontor'].filter(Boolean).join(' · ')
  })
}
