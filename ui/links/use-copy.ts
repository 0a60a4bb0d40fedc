import { useClipboard } from '@vueuse/core'
import { useNews } from '../app/toasts.ts'
import { useWords } from '../app/use-words.ts'

/** Puts an address on the clipboard and says so. */
export const useCopy = () => {
  const { t } = useWords()
  const { say } = useNews()
  const { copy } = useClipboard({ legacy: true })
  return async (url: string) => {
    await copy(url)
    say(t('links.copied'))
  }
}
