import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { notRunCode } from '../test/counts.ts'
import { expired, pnpm, today } from './pnpm.ts'

/** No advisory of grade high or critical in what we install. Exceptions are dated and each says why we are not reached by it. */
export type Exception = { readonly advisory: string; readonly until: string; readonly why: string }

type Advisory = { readonly severity: string; readonly module_name: string; readonly github_advisory_id?: string; readonly title: string }
type Verdict = { readonly answered: boolean; readonly faults: readonly string[] }

const silent: Verdict = { answered: false, faults: [] }

/** Reads pnpm's JSON. Anything that is not a list of advisories means that the registry gave no answer: neither pass nor fail. */
export const verdict = (stdout: string, exceptions: readonly Exception[], day: string): Verdict => {
  const answer = parsed(stdout)
  if (typeof answer?.advisories !== 'object' || answer.advisories === null) return silent
  const grave = Object.entries(answer.advisories)
    .map(([id, advisory]) => ({ id: advisory.github_advisory_id ?? id, ...advisory }))
    .filter(({ severity }) => severity === 'high' || severity === 'critical')
  return {
    answered: true,
    faults: [
      ...grave
        .filter(({ id }) => !exceptions.some(({ advisory }) => advisory === id))
        .map((a) => `${a.module_name}: ${a.severity}, ${a.title} (${a.id})`),
      ...exceptions.filter(({ until }) => expired(until, day)).map((e) => `${e.advisory}: the exception ended on ${e.until}; look again`),
    ],
  }
}

const parsed = (text: string): { advisories?: Record<string, Advisory> } | undefined => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // an error page or nothing at all
  }
}

if (import.meta.main) {
  const exceptions = JSON.parse(readFileSync(join(import.meta.dirname, 'audit-exceptions.json'), 'utf8'))
  const { answered, faults } = verdict(pnpm('audit', '--json').stdout, exceptions, today())
  for (const line of faults) process.stdout.write(`${line}\n`)
  if (!answered) process.stdout.write('audit: not run (no answer)\n')
  process.exitCode = answered ? (faults.length > 0 ? 1 : 0) : notRunCode
}
