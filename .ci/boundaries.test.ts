import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { filesBelow, root } from '../scripts/tree.ts'

/** A rule that has never fired proves nothing: each has a tree with one forbidden import, and must be the only one to object. */

type Rule = { readonly name: string }
const { forbidden }: { forbidden: readonly Rule[] } = createRequire(import.meta.url)('../dependency-cruiser.config.cjs')
const fixtures = join(import.meta.dirname, 'boundary-fixtures')
const scratch = mkdtempSync(join(tmpdir(), 'kontor-boundaries-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** The fixture under its real names (in the repository every tool would take it for code), with empty stand-ins of the packages it names, since a repository keeps no node_modules. */
const layOut = (name: string): string => {
  const tree = join(scratch, name)
  for (const file of filesBelow('.', join(fixtures, name))) cpSync(join(fixtures, name, file), join(tree, file.replace(/\.fixture$/, '')))
  for (const dependency of ['zod', 'slonik', 'vitest']) {
    const folder = join(tree, 'node_modules', dependency)
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: dependency, version: '1.0.0', main: 'index.js' }))
    writeFileSync(join(folder, 'index.js'), '')
  }
  writeFileSync(join(tree, 'package.json'), JSON.stringify({ name: 'fixture', dependencies: { zod: '1', slonik: '1', vitest: '1' } }))
  return tree
}

const objections = (name: string): readonly string[] => {
  const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
  const layers = readdirSync(join(fixtures, name))
  const args = [cruiser, '--config', join(root, 'dependency-cruiser.config.cjs'), '--output-type', 'json', ...layers]
  const { summary } = JSON.parse(execFileSync(process.execPath, args, { cwd: layOut(name), encoding: 'utf8' }))
  return [...new Set<string>(summary.violations.map(({ rule }: { rule: Rule }) => rule.name))]
}

test.each(forbidden.map(({ name }) => name))('%s objects to its fixture, and nothing else does', (name) => {
  expect(objections(name)).toEqual([name])
})

test('what is allowed trips no rule', () => expect(objections('nothing-forbidden')).toEqual([]))

test('no fixture outlives its rule', () => {
  expect(
    readdirSync(fixtures)
      .filter((name) => name !== 'nothing-forbidden')
      .sort(),
  ).toEqual(forbidden.map(({ name }) => name).sort())
})
