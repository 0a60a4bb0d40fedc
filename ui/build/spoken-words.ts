import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Plugin } from 'vite'
import type { Words } from '../kit/word-tree.ts'

const ui = dirname(import.meta.dirname)
const files = readdirSync(ui, { recursive: true, encoding: 'utf8' }).filter((path) => !/^(node_modules|dist)\//.test(path))
const folders = files.flatMap((path) => path.match(/^([\w-]+)\/words\/ru\.ts$/)?.[1] ?? [])
const everywhere = ['app', 'kit']

/** The folders of words that a file names: 'deals.customers.title' is one of deals. */
export const foldersIn = (code: string, known: readonly string[]): readonly string[] =>
  known.filter((folder) => !everywhere.includes(folder) && new RegExp(`['"\`]${folder}\\.\\w`).test(code)).sort()

const at = (words: Words, key: string): string => {
  const found = key.split('.').reduce<Words | string | undefined>((tree, name) => (typeof tree === 'object' ? tree[name] : undefined), words)
  if (typeof found !== 'string') throw new Error(`no words for ${key}, which a menu names`)
  return found
}
const put = (key: string, text: string): Words => key.split('.').reduceRight<Words | string>((tree, name) => ({ [name]: tree }), text) as Words

/** What a menu says, out of all the words: one small tree a label. Raises when a label has no words, so the build stops. */
export const menuOf = (labels: readonly string[], words: Words): readonly Words[] => labels.map((label) => put(label, at(words, label)))

const menu = /^\0?virtual:kontor-menu\/(ru|en)$/

/**
 * Words follow the code that speaks them. A file of a capability that names words says so as it arrives, and the router has them loaded
 * before the screen is shown; a menu, which names every capability, brings only its own labels. So neither the door nor a shell carries
 * the words of screens that nobody has opened.
 */
export const spokenWords = (): Plugin => ({
  name: 'kontor-spoken-words',
  enforce: 'post',
  resolveId: (id) => (menu.test(id) ? `\0${id}` : undefined),
  load: async (id) => {
    const lang = id.match(menu)?.[1]
    if (!id.startsWith('\0') || !lang) return undefined
    const labels = files
      .filter((path) => /^[\w-]+\/module\.ts$/.test(path))
      .flatMap((path) => [...readFileSync(join(ui, path), 'utf8').matchAll(/\blabel: '([\w.-]+)'/g)].map(([, label]) => label ?? ''))
    const all: Record<string, Words> = {}
    for (const folder of folders) all[folder] = (await import(pathToFileURL(join(ui, folder, 'words', `${lang}.ts`)).href)).words
    return `export const labels = ${JSON.stringify(menuOf([...new Set(labels)], all))}`
  },
  transform: {
    filter: { id: { include: /\.(vue|ts)(\?vue.*)?$/, exclude: [/node_modules/, /\/module\.ts$/, /\/words\//] } },
    handler: (code, id) => {
      const folder = id.startsWith(ui) ? id.slice(ui.length).split('/')[1] : undefined
      if (!folder || !folders.includes(folder) || everywhere.includes(folder)) return undefined
      const named = foldersIn(code, folders)
      if (named.length === 0) return undefined
      const call = `speak(${named.map((folder) => `'${folder}'`).join(', ')})`
      return { code: `import { speak } from '/app/spoken.ts'\n${code}\n${call}\n`, map: null }
    },
  },
})
