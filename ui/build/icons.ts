import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Plugin } from 'vite'
import { doorIcons } from '../kit/door-icons.ts'
import { iconNames } from '../kit/icon-names.ts'

type Collection = {
  readonly prefix: string
  readonly icons: Readonly<Record<string, { readonly body: string }>>
  readonly aliases?: Readonly<Record<string, { readonly parent: string }>>
}

const parcels: Readonly<Record<string, readonly string[]>> = {
  'virtual:kontor-icons/door': doorIcons,
  'virtual:kontor-icons/shell': iconNames.filter((name) => !doorIcons.includes(name)),
}

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

/** Bundles the icons of `icon-names.ts` and no others: those of the door for the first page, the rest for the shells. */
export const icons = (): Plugin => ({
  name: 'kontor-icons',
  resolveId: (id) => (parcels[id] ? `\0${id}` : undefined),
  load: (id) => {
    const names = parcels[id.slice(1)]
    return names && `export const drawings = ${JSON.stringify(drawings(names))}`
  },
})
