/** Text that is markup already; everything else is escaped on its way into a page. */
export type Html = { readonly html: string }
type Value = Html | readonly Html[] | string | undefined

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const escaped = (value: Value): string => {
  if (value === undefined) return ''
  if (typeof value === 'string') return value.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '')
  return 'html' in value ? value.html : value.map(({ html }) => html).join('')
}

/** A piece of a page. What is put in is escaped unless it is such a piece itself; undefined puts in nothing. Attributes must stand in double quotes. */
export const html = (texts: TemplateStringsArray, ...values: readonly Value[]): Html => ({
  html: texts.reduce((page, text, at) => page + escaped(values[at - 1]) + text),
})
