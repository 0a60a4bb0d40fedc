import type { Language } from '@kontor/core/kernel'
import { type Html, html } from './html.ts'
import { layout } from './layout.ts'
import { type Words, wordsOf } from './words.ts'

/** Where a form stands: in whose name it asks, in which language, and whether in a frame. */
export type Place = {
  readonly code: string
  readonly tenant: string
  readonly language: Language
  readonly framed: boolean
  readonly kid: string | undefined
}

export type Filled = {
  readonly values: Readonly<Record<string, unknown>>
  /** By the name of a field: what is wrong with it, in words. */
  readonly errors: ReadonlyMap<string, string>
  /** Why it was not sent, where no field is to blame. */
  readonly notice: string | undefined
  readonly hidden: { readonly token: string; readonly stamp: string }
}

const addressOf = ({ code, framed }: Place, language: Language, kid?: string, path = ''): string => {
  const query = new URLSearchParams({ lang: language, ...(framed && { embed: '1' }), ...(kid && { kid }) })
  return `/f/${code}${path}?${query}`
}
export const thanksAddress = (place: Place): string => addressOf(place, place.language, undefined, '/thanks')

const languages = (place: Place, path: string): Html => {
  const { language, name } = wordsOf[place.language].other
  return html`
<nav><a href="${addressOf(place, language, place.kid, path)}" lang="${language}" hreflang="${language}">${name}</a></nav>`
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const errorOf = ({ errors }: Filled, name: string): Html | undefined => {
  const error = errors.get(name)
  return error === undefined
    ? undefined
    : html`
<p class="error" id="${name}-error">${error}</p>`
}
/** Attributes that tie a field to what is wrong with it, and to its hint. */
const tiesOf = ({ errors }: Filled, name: string, hint?: string): Html => {
  const described = [...(errors.has(name) ? [`${name}-error`] : []), ...(hint ? [hint] : [])].join(' ')
  return html`${errors.has(name) ? html` aria-invalid="true"` : undefined}${described ? html` aria-describedby="${described}"` : undefined}`
}

type Line = {
  readonly name: 'name' | 'phone' | 'email' | 'company'
  readonly kind: Html
  readonly max: string
  readonly hint?: 'either' | 'optional'
}
const lines: readonly Line[] = [
  { name: 'name', kind: html`type="text" autocomplete="name" aria-required="true"`, max: '120' },
  { name: 'phone', kind: html`type="tel" autocomplete="tel"`, max: '40', hint: 'either' },
  { name: 'email', kind: html`type="email" autocomplete="email"`, max: '254', hint: 'either' },
  { name: 'company', kind: html`type="text" autocomplete="organization"`, max: '160', hint: 'optional' },
]

const labelOf = (words: Words, name: Line['name'] | 'comment', isOptional: boolean): Html =>
  html`<label for="${name}">${words.fields[name]}${isOptional ? html` <span class="hint">(${words.optional})</span>` : undefined}</label>`

const lineOf = (words: Words, filled: Filled, { name, kind, max, hint }: Line): Html => {
  const value = textOf(filled.values[name])
  return html`
<div class="field">${labelOf(words, name, hint === 'optional')}
<input id="${name}" name="${name}" ${kind} maxlength="${max}" value="${value}"${tiesOf(filled, name, hint === 'either' ? 'either' : undefined)}>${errorOf(filled, name)}</div>`
}

const summaryOf = (words: Words, { errors, notice }: Filled): Html | undefined => {
  if (notice !== undefined)
    return html`
<div class="alert" role="alert"><p>${notice}</p></div>`
  if (errors.size === 0) return undefined
  const items = [...errors].map(([name, error]) => html`<li><a href="#${name}">${error}</a></li>`)
  return html`
<div class="alert" role="alert"><p>${words.errors.title}</p><ul>${items}</ul></div>`
}

/** The form of a link. What was typed is still in it; the box is never ticked beforehand. */
export const formPage = (place: Place, filled: Filled): string => {
  const words = wordsOf[place.language]
  const { tenant, language, kid } = place
  const main = html`
<h1>${words.title}</h1>
<p>${words.intro(tenant)}</p>${summaryOf(words, filled)}
<form method="post" action="${addressOf(place, language)}" novalidate>
<p class="hint" id="either">${words.either}</p>${lines.map((line) => lineOf(words, filled, line))}
<div class="field">${labelOf(words, 'comment', true)}
<textarea id="comment" name="comment" rows="3" maxlength="2000"${tiesOf(filled, 'comment')}>
${textOf(filled.values['comment'])}</textarea>${errorOf(filled, 'comment')}</div>
<div class="field"><label class="consent"><input id="consent" name="consent" type="checkbox" aria-required="true"${tiesOf(filled, 'consent')}><span>${words.fields.consent}</span></label>${errorOf(filled, 'consent')}</div>
<details><summary>${words.policy.title}</summary><p>${words.policy.text(tenant)}</p></details>
<div class="away" aria-hidden="true"><label>Website <input name="website" tabindex="-1" autocomplete="off"></label></div>
<input type="hidden" name="token" value="${filled.hidden.token}"><input type="hidden" name="stamp" value="${filled.hidden.stamp}">${
    kid === undefined ? undefined : html`<input type="hidden" name="kid" value="${kid}">`
  }
<button>${words.send}</button>
</form>`
  return layout(language, words.title, languages(place, ''), main)
}

/** After the form: that it arrived, and what comes next. */
export const thanksPage = (place: Place): string => {
  const { thanks } = wordsOf[place.language]
  const main = html`
<h1>${thanks.title}</h1>
<p>${thanks.next(place.tenant)}</p>
<p>${thanks.done}</p>`
  return layout(place.language, thanks.title, languages(place, '/thanks'), main)
}

/** In place of the form, when not even what was typed could be read. */
export const noticePage = (language: Language, notice: string): string =>
  layout(
    language,
    wordsOf[language].title,
    html``,
    html`
<h1>${wordsOf[language].title}</h1>
<p role="alert">${notice}</p>`,
  )
