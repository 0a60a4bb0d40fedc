import { createI18n } from 'vue-i18n'
import type { Lang } from '../kit/format/index.ts'
import type { Words } from '../kit/word-tree.ts'
import { recall, remember } from './memory.ts'
import { messagesOf } from './messages.ts'
import { speak, spoken, whenSpoken } from './spoken.ts'

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

export const language = (): Lang => (i18n.global.locale.value === 'ru' ? 'ru' : 'en')

/** Each folder's words under its name: `partners.applications.empty` stands in `partners/words/<language>.ts`. */
const catalogues = import.meta.glob<Words>('/*/words/*.ts', { import: 'words' })
const loaded = new Set<string>()

const load = async (lang: Lang, folder: string) => {
  const path = `/${folder}/words/${lang}.ts`
  const words = await catalogues[path]?.()
  if (words && !loaded.has(path)) i18n.global.mergeLocaleMessage(lang, { [folder]: messagesOf(words) })
  loaded.add(path)
}

const menus = { ru: () => import('virtual:kontor-menu/ru'), en: () => import('virtual:kontor-menu/en') } as const
let withMenu = false
const loadMenu = async (lang: Lang) => {
  const { labels } = await menus[lang]()
  for (const label of labels) i18n.global.mergeLocaleMessage(lang, messagesOf(label))
}
const loadAll = (lang: Lang) =>
  Promise.all([
    ...spoken()
      .filter((folder) => !loaded.has(`/${folder}/words/${lang}.ts`))
      .map((folder) => load(lang, folder)),
    ...(withMenu ? [loadMenu(lang)] : []),
  ])

// What does not come now is asked for again by the router, where a failure is told.
whenSpoken(() => void loadAll(language()).catch(() => undefined))

/** Before a screen is shown its words are there; only the language in use is ever fetched. A menu names every capability, in its labels only. */
export const needWords = async (folders: readonly string[], menu = false): Promise<void> => {
  speak(...folders)
  withMenu ||= menu
  await loadAll(language())
  document.documentElement.lang = language()
}

/** Speaks it from now on, on this device: the words first, then the change, so that no key is ever on the screen. */
export const chooseLanguage = async (lang: Lang): Promise<void> => {
  await loadAll(lang)
  i18n.global.locale.value = lang
  document.documentElement.lang = lang
  remember('language', lang)
}
