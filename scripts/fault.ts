import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from './tree.ts'

/**
 * The fault suite: the integration tests whose titles say that something was killed, cut off or came back; then one customer's way from form to paid, killed at
 * every point of it, 3 times each, or 30 times with tier N (reliability.md §2, F02),
 * which also fills every view anew over the demo and a hundred thousand events.
 */
const words = ['kill', 'terminate', 'restart', 'interrupt', 'crash', 'died', 'death', 'lost', 'ended', 'hang', 'fence', 'second']
const timesOf: Readonly<Record<string, number>> = { '1': 3, N: 30 }

const tier = process.argv[2] ?? '1'
const times = timesOf[tier]
if (times === undefined) {
  process.stderr.write(`there is no tier ${tier}; there are: ${Object.keys(timesOf).join(', ')}\n`)
  process.exit(2)
}
const vitest = (...args: string[]) => {
  const command = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...args]
  return spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit', env: { KONTOR_FAULT_TIMES: String(times), ...process.env } }).status ?? 1
}
const codes = [vitest('--project', 'integration', '--testNamePattern', words.join('|')), vitest('--project', 'faults')]
if (tier === 'N') codes.push(vitest('--project', 'long'))
process.exitCode = Math.max(...codes)
