import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Plugin } from 'vite'
import { iconNames } from '../kit/icon-names.ts'

type Collection = {
  readonly prefix: string
  readonly icons: Readonly<Record<string, { readonly body: string }>>
  readonly aliases?: Readonly<Record<string, { readonly parent: string }>>
}

const virtual = 'virtual:kontor-icons'

/** The drawings of the named icons. Raises when the collection has no such icon, so the build stops and nothing is fetched at run time. */
export const drawings = (names: readonly string[]): Readonly<Record<string, string>> => {
  const file = createRequire(import.meta.url).resolve('@iconify-json/lucide/icons.json')
  const { icons, aliases = {} }: Collection = JSON.parse(readFileSync(file, 'utf8'))
  return Object.fromEntries(
    names.map((name) => {
      const icon = icons[name] ?? icons[aliases[name]?.parent ?? '']
      if (!icon) throw new Error(`lucide has no icon named ${name}`)
      return [name, icon.body]
    }),
  )
}

/** Bundles the icons of `icon-names.ts` and no others. */
export const icons = (): Plugin => ({
  name: 'kontor-icons',
  resolveId: (id) => (id === virtual ? `\0${virtual}` : undefined),
  load: (id) => (id === `\0${virtual}` ? `export const drawings = ${JSON.stringify(drawings(iconNames))}` : undefined),
})
