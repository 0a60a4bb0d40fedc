import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Lang } from './format/index.ts'

/** The language of the page, for the formats, and its words. */
export const useLang = () => {
  const { t, locale } = useI18n({ useScope: 'global' })
  return { t, lang: computed<Lang>(() => (locale.value === 'ru' ? 'ru' : 'en')) }
}
