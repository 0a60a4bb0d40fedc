import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesBelow, root } from '../tree.ts'

/** What no type and no import rule can see: words that must not be written, and where they may. */
export type Ban = { readonly where: RegExp; readonly but?: RegExp; readonly word: RegExp; readonly why: string }

const code = /^(core|projections|gateways|infra|ui|e2e|scripts)\/.*\.(ts|vue)$/
const gates = /^scripts\/gates\//

export const bans: readonly Ban[] = [
  {
    where: code,
    but: /^(infra\/eventstore\/(server|contract)\/.*\.test\.ts$|infra\/faults\/store\/planted\/|scripts\/gates\/)/, // the server must answer ANY as the protocol says, so its tests say it
    word: /import\s*\{[^}]*\bANY\b[^}]*\}\s*from\s*'@eventstore|expectedRevision:\s*(ANY\b|'any'|"any")/,
    why: 'an append without an exact revision loses the promise of idempotency (design.md §4)',
  },
  {
    where: code,
    but: /^(infra\/eventstore\/|infra\/faults\/store\/|scripts\/gates\/)/,
    word: /\bappendToStream\(|from '@eventstore\/db-client/,
    why: 'the client stands behind infra/eventstore only (and the suite that kills it), so that moving to its successor is cheap',
  },
  { where: code, but: gates, word: /\bsql\.unsafe\b/, why: 'unparsed results; use sql.type or sql.typeAlias (design.md §5)' },
  {
    where: /^ui\/.*\.(vue|ts|css)$/,
    but: /^ui\/kit\/tokens\.css$|\.test\.ts$/,
    word: /(?<![\w&/])#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b(?!["']?\s*=)|\b(?:rgba?|hsla?|oklch|oklab)\(/i,
    why: 'colours are tokens: ui/kit/tokens.css names them once for light and dark',
  },
  { where: /\.(ts|vue|sql|sh)$/, but: gates, word: /\b(TODO|FIXME|XXX)\b(?!.*#\d+)/, why: 'a TODO names its issue (#12), or is done now' },
  {
    where: /\.test\.ts$|\.e2e\.ts$/,
    but: gates,
    word: /\bawait\s+(sleep|delay|setTimeout)\(/,
    why: 'a test waits for what it needs, never for time',
  },
  { where: code, but: gates, word: /@ts-(ignore|expect-error|nocheck)(?!\s+\S)/, why: 'a suppression gives its reason' },
]

const badName = /(^|[/.-])(utils?|helpers?|commons?|managers?|services?|base)([./-]|$)/
const shape = { ts: /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*\.ts$/, vue: /^[A-Z][A-Za-z0-9]*\.vue$/ }

/** What is wrong with a file's name (style.md §4): kebab-case.ts, PascalCase.vue, and no drawer for odds and ends. */
export const nameFault = (path: string): string | undefined => {
  const file = path.slice(path.lastIndexOf('/') + 1)
  if (badName.test(path)) return 'named for nothing in particular (utils, helpers, common, manager, service, base)'
  if (file.endsWith('.ts') && !shape.ts.test(file)) return 'TypeScript files are kebab-case.ts'
  if (file.endsWith('.vue') && !shape.vue.test(file)) return 'components are PascalCase.vue'
  return undefined
}

/** One line a fault: `path:line: why`. */
export const faults = (path: string, text: string): readonly string[] => {
  const name = nameFault(path)
  const found = bans
    .filter(({ where, but }) => where.test(path) && !but?.test(path))
    .flatMap(({ word, why }) => {
      const at = text.search(word)
      return at < 0 ? [] : [`${path}:${text.slice(0, at).split('\n').length}: ${why}`]
    })
  return name ? [`${path}: ${name}`, ...found] : found
}

if (import.meta.main) {
  const files = filesBelow('.').filter((path) => /\.(ts|vue|css|sql|sh)$/.test(path))
  const found = files.flatMap((path) => faults(path, readFileSync(join(root, path), 'utf8')))
  for (const line of found) process.stdout.write(`${line}\n`)
  process.exitCode = found.length > 0 ? 1 : 0
}
