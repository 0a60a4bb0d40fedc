import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { copyTree } from '../test/copy-tree.ts'
import { root } from '../tree.ts'
import { newCommand } from './command.ts'
import { newEvent } from './event.ts'
import { newProvider } from './provider.ts'
import { newView } from './view.ts'
import { Unusable } from './write.ts'

/** Every skeleton is written into a copy of the tree, and must stand up to what everything else there does: compiler, linter, boundaries. */

const copy = copyTree()
const written: string[] = []
beforeAll(() => {
  written.push(...newEvent(copy, 'partners', 'PartnerPraised').written)
  written.push(...newCommand(copy, 'partners', 'PraisePartner', 'PartnerRejected', 'partner').written)
  written.push(...newCommand(copy, 'tenancy', 'ReopenTenant', 'TenantOpened').written)
  written.push(...newView(copy, 'partners', 'hall-of-fame', 'PartnerApproved').written)
  written.push(...newProvider(copy, 'carrier-pigeon', 'partners', 'PartnerApproved').written)
  written.push(...newProvider(copy, 'carrier-pigeon', 'partners', 'PartnerRejected').written)
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

/** What a tool says about the files just written; others are not this test's business. */
const complaints = (tool: string, ...args: readonly string[]) => {
  const { stdout, stderr } = spawnSync(process.execPath, [join(root, 'node_modules', tool), ...args], { cwd: copy, encoding: 'utf8' })
  return `${stdout}${stderr}`.split('\n').filter((line) => written.some((file) => line.includes(file)))
}

test('they are where one looks for them', () =>
  expect(written).toEqual(
    expect.arrayContaining([
      'core/partners/events/partner-praised.ts',
      'core/partners/commands/praise-partner.ts',
      'core/tenancy/commands/reopen-tenant.ts',
      'projections/partners/hall-of-fame/table.sql',
      'gateways/carrier-pigeon/partners/on-partner-approved.ts',
      'gateways/carrier-pigeon/partners/on-partner-rejected.ts',
    ]),
  ))
test('they compile', () => expect(complaints('typescript/bin/tsc', '-p', '.')).toEqual([]))
test('they are formatted and pass the linter', () => expect(complaints('@biomejs/biome/bin/biome', 'check', ...written)).toEqual([]))
test('they keep to the boundaries', () => {
  const args = ['--config', 'dependency-cruiser.config.cjs', 'core', 'projections', 'gateways']
  expect(complaints('dependency-cruiser/bin/dependency-cruiser.mjs', ...args)).toEqual([])
})
test('their own tests are green, those on Postgres too', () => {
  const tests = written.filter((file) => file.endsWith('.test.ts'))
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const { status, stdout } = spawnSync(process.execPath, [vitest, 'run', ...tests], { cwd: copy, encoding: 'utf8' })
  expect(status, stdout).toBe(0)
  expect(stdout).toContain('hall-of-fame.int.test.ts')
})

test('an existing file is never touched', () => {
  const before = readFileSync(join(copy, 'core/partners/events/partner-approved.ts'), 'utf8')
  expect(() => newEvent(copy, 'partners', 'PartnerApproved')).toThrow(Unusable)
  expect(readFileSync(join(copy, 'core/partners/events/partner-approved.ts'), 'utf8')).toBe(before)
})
test.each([
  () => newEvent(copy, 'Partners', 'PartnerPraised'),
  () => newEvent(copy, 'partners', 'praised'),
  () => newCommand(copy, 'partners', 'ApprovePartner'),
  () => newCommand(copy, 'nowhere', 'DoThing', 'ThingDone'),
  () => newCommand(copy, 'partners', 'PraiseAgain', 'PartnerRejected'),
  () => newView(copy, 'partners', 'Hall', 'PartnerApproved'),
  () => newView(copy, 'tenancy', 'hall', 'MemberJoined'),
  () => newProvider(copy, 'carrier-pigeon', 'partners', 'PartnerForgotten'),
])('a wrong name is one clear line: %s', (make) => expect(make).toThrow(Unusable))
