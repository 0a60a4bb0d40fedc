import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesBelow, root } from '../tree.ts'

/** What imports cannot show: files under `projections/<capability>/` name that capability's tables and no others (style.md §7). */

const named =
  /(?:\b(?:from|join|into|update|table(?:\s+if\s+not\s+exists)?)\s+(?:only\s+)?(?:views\.)?|sql\.identifier\(\[\s*['"])([a-z][a-z0-9]*_[a-z0-9_]*)/gi
const created = /\bcreate\s+table\s+(?:if\s+not\s+exists\s+)?(?:views\.)?([a-z0-9_]+)/gi
const durable = /\b(?:kontor|eventstore)\.[a-z_]+/i

/** One line a table that belongs to another capability, or to none. `capabilities` are the folders of projections/, kernel aside. */
export const foreignTables = (path: string, text: string, capabilities: readonly string[]): readonly string[] => {
  const own = path.split('/')[1] ?? ''
  const stripped = text.replace(/^\s*(--|\/\/|\*|\/\*\*).*$/gm, '')
  const others = capabilities.filter((capability) => capability !== own)
  const foreign = [...stripped.matchAll(named)]
    .map(([, table]) => table ?? '')
    .filter((table) => others.some((other) => table.startsWith(`${other}_`)))
  const nameless = [...stripped.matchAll(created)].map(([, table]) => table ?? '').filter((table) => !table.startsWith(`${own}_`))
  return [
    ...[...new Set(foreign)].map((table) => `${path}: names ${table}; fold that capability's events into a table of ${own} instead`),
    ...nameless.map((table) => `${path}: creates ${table}, which must begin with ${own}_`),
    ...(durable.test(stripped) ? [`${path}: reaches into durable tables; a view is made from events only`] : []),
  ]
}

if (import.meta.main) {
  const capabilities = readdirSync(join(root, 'projections'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !['kernel', 'node_modules'].includes(entry.name))
    .map(({ name }) => name)
  const files = capabilities.flatMap((capability) => filesBelow(`projections/${capability}`)).filter((path) => /(?<!\.test)\.(ts|sql)$/.test(path))
  const found = files.flatMap((path) => foreignTables(path, readFileSync(join(root, path), 'utf8'), capabilities))
  for (const line of found) process.stdout.write(`${line}\n`)
  process.exitCode = found.length > 0 ? 1 : 0
}
