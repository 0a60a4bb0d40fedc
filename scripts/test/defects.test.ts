import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { root } from '../tree.ts'
import { testNamedBy, tryDefect } from './defects.ts'

const scratch = mkdtempSync(join(tmpdir(), 'kontor-defects-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const path = 'scripts/test/counts.ts'
const lines = readFileSync(join(root, path), 'utf8').split('\n')
const at = lines.indexOf('export const notRunCode = 77')

/** A patch of one line of counts.ts with its neighbours, and the test that watches it. */
const patch = (name: string, from: string, to: string, header = 'Must-turn-red: scripts/test/counts.test.ts') => {
  const file = join(scratch, name)
  const [before, after] = [lines[at - 1], lines[at + 1]]
  const hunk = `@@ -${at},3 +${at},3 @@\n ${before}\n-${from}\n+${to}\n ${after}\n`
  writeFileSync(file, `${header}\nA planted defect.\n\ndiff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n${hunk}`)
  return file
}
const line = 'export const notRunCode = 77'

test('a defect that its test sees is caught', async () => {
  expect(await tryDefect(patch('seen.patch', line, 'export const notRunCode = 78'))).toEqual({ red: 1 })
})
test('a defect that its test does not see is a failure', async () => {
  expect(await tryDefect(patch('unseen.patch', line, `${line} as const`))).toEqual({
    fault: 'scripts/test/counts.test.ts stays green with the defect',
  })
})
test('a patch that no longer applies is a failure', async () => {
  expect((await tryDefect(patch('stale.patch', 'export const gone = 1', line))).fault).toContain('no longer applies')
})
test('a patch without the name of its test is a failure', async () => {
  expect((await tryDefect(patch('nameless.patch', line, line, ''))).fault).toContain('names no test')
})
test('the name stands in the lines before the diff', () => {
  expect(testNamedBy('Must-turn-red: a/b.test.ts\nWhy.\n\ndiff --git a/x b/x')).toBe('a/b.test.ts')
  expect(testNamedBy('Why.\n\ndiff --git a/x b/x\nMust-turn-red: a/b.test.ts')).toBeUndefined()
})
