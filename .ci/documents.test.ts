import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { filesBelow, root } from '../scripts/tree.ts'

/** Documents that list something are compared with the thing listed, so that they cannot fall behind. */

const read = (path: string) => readFileSync(join(root, path), 'utf8')
const code = ['core', 'projections', 'gateways', 'infra', 'ui', 'e2e', 'scripts']
  .flatMap((layer) => filesBelow(layer))
  .filter((path) => /\.(ts|mjs|sh)$/.test(path))
const found = (paths: readonly string[], pattern: RegExp) =>
  [...new Set(paths.flatMap((path) => [...read(path).matchAll(pattern)].map(([, name]) => name ?? '')))].sort()

const events = found(
  code.filter((path) => /^core\/[a-z]+\/events(\/.*)?\.ts$/.test(path)),
  /define\(\s*'([a-z]+\.[A-Za-z]+)'/g,
)
const tables = found(
  filesBelow('infra/migrations').filter((path) => path.endsWith('.sql')),
  /create table (?:if not exists )?(?:[a-z]+\.)?([a-z0-9_]+)/gi,
)
const variables = found(
  code.filter((path) => !path.endsWith('.test.ts')),
  /\b(KONTOR_(?:TEST_)?[A-Z]+(?:_[A-Z]+)*)\b/g,
)

const documented = found(['.env.example'], /^([A-Z_]+)=/gm)

/** Set by our own scripts for themselves; nobody configures them. */
const internal = ['KONTOR_ROOT', 'KONTOR_FAULT_STORE', 'KONTOR_FAULT_PORT', 'KONTOR_PLANTED']

test('there is something to compare', () => {
  expect(events.length).toBeGreaterThan(15)
  expect(variables).toContain('KONTOR_DATABASE_URL')
})
test.each(events)('the glossary says what %s means', (type) => expect(read('docs/glossary.md')).toContain(`| \`${type}\` |`))
test.each(tables)('docs/state.md says why %s is not an event', (table) => expect(read('docs/state.md')).toContain(`\`${table}\``))
test.each(variables.filter((name) => !internal.includes(name)))('.env.example documents %s', (name) => expect(documented).toContain(name))
