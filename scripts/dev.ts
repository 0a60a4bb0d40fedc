import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from './tree.ts'

/**
 * Watch mode: the program restarts when one of its sources changes, and Vite serves the screens with its proxy to it.
 * When one of the two ends, so does the other: half a system helps nobody.
 */
const env = { KONTOR_DEMO: '1', KONTOR_SANDBOX: '1', ...process.env }
// Each in a group of its own: Ctrl-C comes to this program only, which passes it on once.
const start = (args: readonly string[], cwd = root): ChildProcess => spawn(process.execPath, args, { cwd, env, stdio: 'inherit', detached: true })

const children = [
  start(['--watch', '--watch-preserve-output', 'infra/compose/main.ts']),
  start([join(root, 'ui/node_modules/vite/bin/vite.js')], join(root, 'ui')),
]
// Once: a second TERM means "at once" to the program, and its database would be left running.
let stopping = false
const stopAll = () => {
  if (stopping) return
  stopping = true
  for (const child of children) child.kill('SIGTERM')
}
for (const child of children) child.on('exit', stopAll)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stopAll)
