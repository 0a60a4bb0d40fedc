import { computed } from 'vue'
import { useWords } from '../app/use-words.ts'
import { useNow } from '../kit/use-now.ts'
import type { Speech } from './speech.ts'

/** The words, the language and the reader's clock together, for the pure functions that make sentences. */
export const useSpeech = () => {
  const { t, lang } = useWords()
  const now = useNow()
  return computed<Speech>(() => ({ t: (key, values = {}, plural = 1) => t(key, values, plural), lang: lang.value, now: now.value }))
}
