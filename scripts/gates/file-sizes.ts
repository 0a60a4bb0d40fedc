import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesBelow, root } from '../tree.ts'

/** Refuses files that have grown past what one reads in a sitting (style.md §4): at 150 lines look for the second idea. */
const limits = [
  { ending: '.test.ts', lines: 400 },
  { ending: '.e2e.ts', lines: 400 },
  { ending: '.vue', lines: 200 },
  { ending: '.ts', lines: 250 },
] as const

/** The lines by which each file exceeds its limit; empty when all is well. */
export const tooLong = (files: readonly { path: string; text: string }[]): readonly string[] =>
  files.flatMap(({ path, text }) => {
    const limit = limits.find(({ ending }) => path.endsWith(ending))?.lines
    const lines = text.trimEnd().split('\n').length
    return limit && lines > limit ? [`${path}: ${lines} lines, ${limit} are allowed`] : []
  })

if (import.meta.main) {
  const files = filesBelow('.').filter((path) => !path.endsWith('.d.ts') && !path.startsWith('.ci/boundary-fixtures/'))
  const found = tooLong(files.filter((path) => /\.(ts|vue)$/.test(path)).map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') })))
  for (const line of found) process.stdout.write(`${line}\n`)
  process.exitCode = found.length > 0 ? 1 : 0
}
