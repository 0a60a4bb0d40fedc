import type { Words } from '../kit/word-tree.ts'

/** What vue-i18n hands to a message: the values to fill in, and the choice of a form by the language's own rule. */
type Context = { readonly named: (name: string) => unknown; readonly plural: (forms: string[]) => string }
type Message = (context: Context) => string
export type Messages = { readonly [key: string]: Message | Messages }

const filled = (form: string, { named }: Context) => form.replace(/\{(\w+)\}/g, (_, name: string) => String(named(name) ?? ''))

/**
 * Words as vue-i18n's runtime takes them. Our words know two signs, `{value}` and ` | `, so the compiler of its whole message language
 * (6 kB of a sign-in page that has a budget) stays at home.
 */
const messageOf = (text: string): Message => {
  if (!/[{|]/.test(text)) return () => text
  const forms = text.split(' | ')
  return forms.length === 1 ? (context) => filled(text, context) : (context) => context.plural(forms.map((form) => filled(form, context)))
}

/** A folder's words, ready to be spoken. */
export const messagesOf = (words: Words): Messages =>
  Object.fromEntries(Object.entries(words).map(([key, value]) => [key, typeof value === 'string' ? messageOf(value) : messagesOf(value)]))
