/** The languages of the screens. The module that formats knows no other state: the same input gives the same text. */
export type Lang = 'ru' | 'en'

/** No-break space and minus sign: a sum never breaks over two lines, and a negative one never begins with a hyphen (ui.md §3.5). */
export const noBreak = '\u00a0'
export const minus = '\u2212'
