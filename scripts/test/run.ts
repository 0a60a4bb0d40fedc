import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { browser } from './browser.ts'
import { forwardSignals, runNode } from './child.ts'
import { type Counts, gateCounts, playwrightCounts, sum, vitestCounts } from './counts.ts'
import { type Step, steps } from './steps.ts'

/** Runs every check in order, goes on after a failing one, and ends with `N passed, N failed` and an exit code that says the same. */

const reports = mkdtempSync(join(tmpdir(), 'kontor-test-'))
process.on('exit', () => rmSync(reports, { recursive: true, force: true }))

forwardSignals()

const readReport = (file: string) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined // the runner counts an absent report as a failure
  }
}

const check = async ({ name, kind, command }: Step): Promise<Counts> => {
  const report = join(reports, `${name}.json`)
  if (kind === 'vitest') {
    const { code } = await runNode([...command, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], { minutes: 20 })
    return vitestCounts(readReport(report), code)
  }
  if (kind === 'playwright') {
    const found = browser()
    if ('missing' in found) {
      process.stdout.write(`${found.missing}\n`)
      return { passed: 0, failed: 1 }
    }
    const { code } = await runNode([...command, '--reporter=line,json'], { env: { ...found.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report }, minutes: 20 })
    return playwrightCounts(readReport(report), code)
  }
  const { code, output } = await runNode(command, { held: true })
  const counts = gateCounts(code, output)
  if (counts.failed) process.stdout.write(output)
  return counts
}

const chosen = process.argv.slice(2)
const unknown = chosen.filter((name) => !steps.some((step) => step.name === name))
if (unknown.length > 0) {
  process.stderr.write(`no such check: ${unknown.join(', ')}. There are: ${steps.map(({ name }) => name).join(', ')}\n`)
  process.exit(2)
}

const totals: Counts[] = []
const lines: string[] = []
for (const step of steps.filter(({ name }) => chosen.length === 0 || chosen.includes(name))) {
  const began = performance.now()
  const counts = await check(step)
  totals.push(counts)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  const line =
    `${counts.failed ? 'FAILED' : counts.notRun ? 'not run' : 'ok'}`.padEnd(8) +
    `${step.name} · ${counts.notRun ?? `${counts.passed} passed, ${counts.failed} failed`} · ${seconds} s`
  lines.push(line)
  process.stdout.write(`${line}\n`)
}

const total = sum(totals)
process.stdout.write(`\n${lines.join('\n')}\n\n${total.passed} passed, ${total.failed} failed\n`)
process.exitCode = total.failed ? 1 : 0
