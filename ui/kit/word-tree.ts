/** The words of a folder in one language. Forms of a number are separated by ` | `: two in English, three in Russian. */
export type Words = { readonly [key: string]: string | Words }
