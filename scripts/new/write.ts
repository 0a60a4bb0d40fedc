import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from '../tree.ts'

/** What the `new-*` scripts share: names, refusals in one line, and writing files that do not exist yet. */

/** A wrong name or an existing file; its message is all the person needs. */
export class Unusable extends Error {}

export const kebab = (name: string): string => name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase()
export const camel = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1)
export const pascal = (name: string): string => name.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase())

/** Raises Unusable unless `name` is spelt as its kind is (style.md §4). */
export const spelt = (name: string | undefined, pattern: RegExp, usage: string): string => {
  if (!name || !pattern.test(name)) throw new Unusable(`${name ? `${name} is no such name. ` : ''}Usage: ${usage}`)
  return name
}
export const capabilityName = /^[a-z]+(-[a-z]+)*$/
export const typeName = /^[A-Z][a-z]+([A-Z][a-z]+)+$/

/** Writes the files, all or none: an existing one is never touched. Raises Unusable and names it. */
export const writeNew = (top: string, files: Readonly<Record<string, string>>): readonly string[] => {
  const paths = Object.keys(files)
  const taken = paths.find((path) => existsSync(join(top, path)))
  if (taken) throw new Unusable(`${taken} exists already`)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(top, path)), { recursive: true })
    writeFileSync(join(top, path), text)
  }
  // Names differ in length, so line breaks and the order of imports do too.
  spawnSync(process.execPath, [join(root, 'node_modules/@biomejs/biome/bin/biome'), 'check', '--write', ...paths], { cwd: top, stdio: 'ignore' })
  return paths
}

/** Runs a script's main: prints what was written and what remains to be done by hand, or one line why not. */
export const tell = (make: () => { readonly written: readonly string[]; readonly next: readonly string[] }) => {
  try {
    const { written, next } = make()
    for (const path of written) process.stdout.write(`wrote ${path}\n`)
    for (const step of next) process.stdout.write(`next: ${step}\n`)
  } catch (error) {
    if (!(error instanceof Unusable)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 2
  }
}
