import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { language } from './language.ts'
import { codeOf } from './problem.ts'

/** The words of the screens and the language they are in. `explain` says what went wrong, for any error. */
export const useWords = () => {
  const { t, te } = useI18n({ useScope: 'global' })
  const lang = computed(language)
  const explain = (error: unknown): string => {
    const key = `app.problem.${codeOf(error)}`
    return t(te(key) ? key : 'app.problem.other')
  }
  return { t, te, lang, explain }
}
