import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from './tree.ts'

/**
 * The fault suite: the integration tests whose titles say that something was killed, cut off or came back; one customer's way from form to paid, killed at every
 * point of it (reliability.md §2, F02); the event store, with Kontor and alone, and its database, killed under 64 writers (F01, F04), and naive variants of it that
 * must be found. Tier N kills more often, and fills every view anew over the demo and a hundred thousand events.
 */
const words = ['kill', 'terminate', 'restart', 'interrupt', 'crash', 'died', 'death', 'lost', 'ended', 'hang', 'fence', 'second']
const tiers: Readonly<Record<string, { readonly times: number; readonly kills: number }>> = {
  '1': { times: 3, kills: 10 },
  N: { times: 30, kills: 200 },
}

const tier = process.argv[2] ?? '1'
const asked = tiers[tier]
if (asked === undefined) {
  process.stderr.write(`there is no tier ${tier}; there are: ${Object.keys(tiers).join(', ')}\n`)
  process.exit(2)
}
const vitest = (...args: string[]) => {
  const command = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...args]
  const env = { KONTOR_FAULT_TIMES: String(asked.times), KONTOR_FAULT_KILLS: String(asked.kills), ...process.env }
  return spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit', env }).status ?? 1
}
const codes = [vitest('--project', 'integration', '--testNamePattern', words.join('|')), vitest('--project', 'faults')]
if (tier === 'N') codes.push(vitest('--project', 'long'))
process.exitCode = Math.max(...codes)
