import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from '../tree.ts'
import { forwardSignals, runNode } from './child.ts'
import { copyTree } from './copy-tree.ts'

/**
 * Plants each defect of `.ci/defects/*.patch` in a copy of the tree and runs the one test file its first lines name:
 * green without the patch, red with it. A patch that no longer applies is a failure: the promise it stood for is unwatched.
 */

/** The file after `Must-turn-red:` in the lines before the diff. */
export const testNamedBy = (patch: string): string | undefined => patch.split('\ndiff --git', 1)[0]?.match(/^Must-turn-red:\s*(\S+)$/m)?.[1]

type Report = { readonly numFailedTests: number; readonly numPassedTests: number }
type Tried = { readonly fault?: string; readonly red?: number }

/** By the suffix, as vitest.config.ts has it. */
const projectOf = (file: string): string => {
  const suffix = file.match(/\.(int|contract|prop)\.test\.ts$/)?.[1]
  if (suffix) return { int: 'integration', contract: 'contract', prop: 'properties' }[suffix] ?? suffix
  return file.startsWith('ui/') ? 'ui' : 'unit'
}

/** Properties try this many sequences: a planted defect is met by one of the first dozens. */
const env = { KONTOR_TEST_RUNS: '200' }

/** Runs one test file of the copy. A file that does not load has no failed test, so it cannot pass for a caught defect. */
const runTest = async (copy: string, file: string): Promise<Report> => {
  const report = join(copy, 'report.json')
  rmSync(report, { force: true })
  const vitest = [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--project',
    projectOf(file),
    '--reporter=json',
    `--outputFile=${report}`,
    file,
  ]
  await runNode(vitest, { cwd: copy, held: true, minutes: 5, env })
  try {
    return JSON.parse(readFileSync(report, 'utf8'))
  } catch {
    return { numFailedTests: 0, numPassedTests: 0 }
  }
}

/** Tries one patch on a fresh copy. */
export const tryDefect = async (patchFile: string): Promise<Tried> => {
  const file = testNamedBy(readFileSync(patchFile, 'utf8'))
  if (!file) return { fault: 'names no test (first line: Must-turn-red: path/to/file.test.ts)' }
  const copy = copyTree()
  try {
    const sound = await runTest(copy, file)
    if (sound.numFailedTests > 0 || sound.numPassedTests === 0) return { fault: `${file} is not green without the defect` }
    // Were the copy below some other repository, git would take that one's paths and apply nothing.
    const env = { ...process.env, GIT_CEILING_DIRECTORIES: dirname(copy) }
    const { status, stderr } = spawnSync('git', ['apply', patchFile], { cwd: copy, encoding: 'utf8', env })
    if (status !== 0) return { fault: `no longer applies: ${stderr.trim()}` }
    const { numFailedTests } = await runTest(copy, file)
    return numFailedTests > 0 ? { red: numFailedTests } : { fault: `${file} stays green with the defect` }
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

if (import.meta.main) {
  forwardSignals()
  const folder = join(root, '.ci/defects')
  const patches = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.patch')) : []
  if (patches.length === 0) process.stdout.write('FAILED  no defects in .ci/defects: nothing shows that the tests can fail\n')
  let failed = patches.length === 0 ? 1 : 0
  for (const name of patches.sort()) {
    const { fault, red } = await tryDefect(join(folder, name))
    if (fault) failed += 1
    process.stdout.write(fault ? `FAILED  ${name}: ${fault}\n` : `ok      ${name}: caught by ${red} tests\n`)
  }
  process.stdout.write(`${Math.max(patches.length - failed, 0)} passed, ${failed} failed\n`)
  process.exitCode = failed ? 1 : 0
}
