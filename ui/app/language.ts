import { createI18n } from 'vue-i18n'
import type { Lang } from '../kit/format/index.ts'
import { recall, remember } from './memory.ts'

/**
 * Which of the three Russian forms a number takes: «1 заявка», «2 заявки», «5 заявок». A share takes the middle one («1,5 заявки»).
 * Checked by the plural fixture of ui.md §4.4.
 */
export const russianForm = (value: number): number => {
  const form = new Intl.PluralRules('ru').select(value)
  return form === 'one' ? 0 : form === 'many' ? 2 : 1
}

const firstLanguage = (): Lang => ((recall('language') ?? navigator.language).startsWith('ru') ? 'ru' : 'en')

export const i18n = createI18n({
  legacy: false,
  locale: firstLanguage() as string,
  fallbackLocale: false,
  messages: {},
  pluralRules: { ru: russianForm },
})

const languages = {
  ru: () => import('./locales/ru.ts'),
  en: () => import('./locales/en.ts'),
} as const

export const language = (): Lang => (i18n.global.locale.value === 'ru' ? 'ru' : 'en')

/** Loads the words, then speaks them; only the language in use is ever fetched. */
export const speak = async (lang: Lang): Promise<void> => {
  if (!i18n.global.availableLocales.includes(lang)) i18n.global.setLocaleMessage(lang, (await languages[lang]()).words)
  i18n.global.locale.value = lang
  document.documentElement.lang = lang
}

/** Speaks it from now on, on this device. */
export const chooseLanguage = async (lang: Lang): Promise<void> => {
  remember('language', lang)
  await speak(lang)
}
