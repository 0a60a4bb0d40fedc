import type { Language } from '@kontor/core/kernel'
import type { Words } from './words.ts'

export type Recipient = { readonly name: string; readonly email: string; readonly language: Language }

/** A letter ready to be handed over. `id` makes its Message-ID, so that a letter sent twice can be known as one. */
export type Letter = {
  readonly id: string
  readonly to: { readonly name: string; readonly address: string }
  readonly language: Language
  readonly subject: string
  readonly text: string
  readonly html: string
}

const subjectLength = 200

/** One line whatever was typed: a line break in a subject or a name would begin a header of the typist's own. */
const oneLine = (text: string, length: number): string =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, length)

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign)

/** Anyone may apply under any address, so a "name" that is an advertisement must not reach its owner as a link in our letter. */
const isName = (name: string): boolean => name !== '' && !/[/@:]|\S\.\S/.test(name)

const greetings: Readonly<Record<Language, (name: string) => string>> = {
  ru: (name) => (isName(name) ? `Здравствуйте, ${name.replace(/\.$/, '')}.` : 'Здравствуйте.'),
  en: (name) => (isName(name) ? `Hello ${name},` : 'Hello,'),
}

const htmlOf = (language: Language, subject: string, paragraphs: readonly string[], link: Words['link']): string => {
  const lines = paragraphs.map((paragraph) => `<p>${escaped(paragraph).replaceAll('\n', '<br>')}</p>`)
  const last = link ? [`<p><a href="${escaped(link.url)}">${escaped(link.label)}</a></p>`] : []
  const head = `<head><meta charset="utf-8"><title>${escaped(subject)}</title></head>`
  return `<!doctype html>\n<html lang="${language}">${head}<body>\n${[...lines, ...last].join('\n')}\n</body></html>\n`
}

/** Greets the recipient and sets the words as plain text and as the same in simple HTML. */
export const compose = (id: string, { name, email, language }: Recipient, { subject, paragraphs, link }: Words): Letter => {
  const called = oneLine(name, subjectLength)
  const title = oneLine(subject, subjectLength)
  const body = [greetings[language](called), ...paragraphs]
  const text = [...body, ...(link ? [`${link.label}: ${link.url}`] : [])].join('\n\n')
  return { id, to: { name: called, address: email }, language, subject: title, text: `${text}\n`, html: htmlOf(language, title, body, link) }
}
