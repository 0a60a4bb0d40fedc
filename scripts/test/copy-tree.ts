import { cpSync, existsSync, mkdirSync, mkdtempSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { filesBelow, root } from '../tree.ts'

const layers = ['core', 'projections', 'gateways', 'ui', 'infra']

/**
 * A copy of our own files in a temporary folder, with the installed packages behind links, so that a change to the copy touches nothing here.
 * A layer's node_modules holds relative links only: copied as they are, `@kontor/core` leads to the copy's core and `zod` to the one installation.
 */
export const copyTree = (): string => {
  const copy = mkdtempSync(join(tmpdir(), 'kontor-copy-'))
  for (const file of filesBelow('.')) {
    mkdirSync(dirname(join(copy, file)), { recursive: true })
    cpSync(join(root, file), join(copy, file))
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  for (const layer of layers) {
    const modules = `${layer}/node_modules`
    if (existsSync(join(root, modules))) cpSync(join(root, modules), join(copy, modules), { recursive: true, verbatimSymlinks: true })
  }
  return copy
}
