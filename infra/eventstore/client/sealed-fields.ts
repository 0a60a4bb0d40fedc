import { decryptField, encryptField, type Place } from '../../secrets/envelope.ts'

type Event = Omit<Place, 'field'>
type Texts = Readonly<Record<string, string>>

/**
 * Before the text that holds several fields of one person, and alone in place of the others. Base64 has no such letter, so a field that was sealed alone never
 * looks like one.
 */
const together = '*'

/** In an order that does not depend on where they are told: their names are part of what the text is bound to. */
const bindingOf = (fields: readonly string[]) => fields.toSorted().join(',')

/** The fields of one person in one event, as they are stored. Several cost one encryption, like one (ADR 0014). Equal texts in the same place give equal bytes. */
export const sealFields = (key: Buffer, event: Event, texts: Texts): Texts => {
  const [first, ...rest] = Object.keys(texts)
  if (first === undefined) return {}
  if (rest.length === 0) return { [first]: encryptField(key, { ...event, field: first }, texts[first] ?? '') }
  const sealed = encryptField(key, { ...event, field: bindingOf([first, ...rest]) }, JSON.stringify(texts))
  return { [first]: `${together}${sealed}`, ...Object.fromEntries(rest.map((field) => [field, together])) }
}

/**
 * Opens fields of one event, sealed alone or together. `personal` names the person of each; `key` is that person's. Decrypts when asked, and what lies together
 * once. Raises Error for another key or place, and for a changed value.
 */
export const fieldOpener = (event: Event, data: Readonly<Record<string, unknown>>, personal: Readonly<Record<string, string>>) => {
  const opened = new Map<string, Texts>()
  const sealedOf = (field: string) => String(data[field])

  const openTogether = (key: Buffer, person: string | undefined): Texts => {
    const fields = Object.keys(personal).filter((field) => personal[field] === person && sealedOf(field).startsWith(together))
    const sealed = fields.map(sealedOf).find((text) => text !== together) ?? together
    return JSON.parse(decryptField(key, { ...event, field: bindingOf(fields) }, sealed.slice(together.length))) as Texts
  }

  return (key: Buffer, field: string): string => {
    const person = personal[field] ?? ''
    if (!sealedOf(field).startsWith(together)) return decryptField(key, { ...event, field }, sealedOf(field))
    const texts = opened.get(person) ?? openTogether(key, person)
    opened.set(person, texts)
    return String(texts[field])
  }
}
