import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** The top of the repository; every script names files relative to it. */
export const root = join(import.meta.dirname, '..')

/** Not ours, or made by a tool: nothing here is checked, hashed or copied. */
const foreign = new Set(['node_modules', '.git', '.data', 'dist', 'coverage', 'test-results', 'playwright-report', 'generated'])

/** Every file below `folder` as a path relative to the top, `/`-separated and sorted, so that two machines agree on the order. */
export const filesBelow = (folder: string, top = root): readonly string[] =>
  readdirSync(join(top, folder), { withFileTypes: true })
    .filter(({ name }) => !foreign.has(name))
    .flatMap((entry) => {
      const path = folder === '.' ? entry.name : `${folder}/${entry.name}`
      return entry.isDirectory() ? filesBelow(path, top) : [path]
    })
    .sort()
