import type { Language } from '@kontor/core/kernel'

/** What a letter says, before anybody is greeted. Plain text: markup in it is shown, not obeyed. */
export type Words = {
  readonly subject: string
  readonly paragraphs: readonly string[]
  readonly link?: { readonly label: string; readonly url: string }
}

/** The same letter in both languages; the compiler asks for each. */
export type InBoth<About> = { readonly [L in Language]: (about: About) => Words }
