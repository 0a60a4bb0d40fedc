import type { Words } from '../../kit/word-tree.ts'

const found = import.meta.glob<Words>('/*/words/en.ts', { eager: true, import: 'words' })

/** The words of every capability under its name: `partners.applications.empty` stands in `partners/words/en.ts`. */
export const words: Words = Object.fromEntries(Object.entries(found).map(([path, words]) => [path.split('/').at(-3) ?? '', words]))
