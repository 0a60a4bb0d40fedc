import type { Module, NavEntry, Shell } from './manifest.ts'

const found = import.meta.glob<Module>('../*/module.ts', { eager: true, import: 'module' })

export const modules: readonly Module[] = Object.values(found)

/** The menu of a shell, in the order of ui.md. */
export const navOf = (shell: Shell): readonly NavEntry[] =>
  modules.flatMap(({ nav }) => nav.filter((entry) => entry.shell === shell)).sort((a, b) => a.order - b.order)
