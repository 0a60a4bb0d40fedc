import type { Language } from '@kontor/core/kernel'

type Words = { readonly title: string; readonly text: string }
type Told = { readonly [L in Language]: Words }

const later: Told = {
  ru: { title: 'Попробуйте ещё раз', text: 'Сейчас не получилось открыть ссылку. Обновите страницу через несколько секунд.' },
  en: { title: 'Please try again', text: 'The link could not be opened just now. Reload the page in a few seconds.' },
}

/** What a visitor reads in place of a problem's code. */
const told: Readonly<Record<string, Told>> = {
  'link.not-found': {
    ru: { title: 'Такой ссылки нет', text: 'Проверьте, весь ли адрес скопирован, или попросите ссылку ещё раз у того, кто её прислал.' },
    en: { title: 'There is no such link', text: 'Check that the whole address was copied, or ask whoever sent it for the link again.' },
  },
  'link.deactivated': {
    ru: { title: 'Ссылка больше не работает', text: 'Её отключил владелец. Попросите новую у того, кто её прислал.' },
    en: { title: 'This link no longer works', text: 'Its owner has switched it off. Ask whoever sent it for a new one.' },
  },
  'store.unavailable': later,
  'server.busy': later,
}

const style = `:root{color-scheme:light dark}body{margin:0;min-height:100vh;display:grid;place-items:center;font:1.125rem/1.5 system-ui,sans-serif}
main{max-width:32rem;padding:2rem 1.5rem}h1{font-size:1.5rem;line-height:1.25;margin:0 0 .75rem}p{margin:0}`

/** A page of a few words, with nothing in it that came from the visitor; undefined for a problem that has none. */
export const redirectPage = (code: string, language: Language): string | undefined => {
  const words = told[code]?.[language]
  return (
    words &&
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>${words.title}</title><style>${style}</style></head><body><main><h1>${words.title}</h1><p>${words.text}</p></main></body></html>`
  )
}
