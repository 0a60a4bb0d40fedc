import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { language } from './language.ts'
import { codeOf } from './problem.ts'
import { spoken } from './spoken.ts'

/**
 * The words of the screens and the language they are in. `explain` says what went wrong, for any error: each capability has words for
 * its own refusals (`payouts.problem.payout.reward-taken`), the app for those that any request may meet.
 */
export const useWords = () => {
  const { t, te } = useI18n({ useScope: 'global' })
  const lang = computed(language)
  const explain = (error: unknown): string => {
    const code = codeOf(error)
    const key = spoken()
      .map((folder) => `${folder}.problem.${code}`)
      .find((one) => te(one))
    return t(key ?? 'app.problem.other')
  }
  return { t, te, lang, explain }
}
