import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from './tree.ts'

/**
 * Watch mode: the program restarts when one of its sources changes, and Vite serves the screens with its proxy to it.
 * When one of the two ends, so does the other: half a system helps nobody.
 */
const env = { KONTOR_DEMO: '1', KONTOR_SANDBOX: '1', ...process.env }
const start = (args: readonly string[], cwd = root): ChildProcess => spawn(process.execPath, args, { cwd, env, stdio: 'inherit' })

const children = [
  start(['--watch', '--watch-preserve-output', 'infra/compose/main.ts']),
  start([join(root, 'ui/node_modules/vite/bin/vite.js')], join(root, 'ui')),
]
const stopAll = () => {
  for (const child of children) child.kill('SIGTERM')
}
for (const child of children) child.on('exit', stopAll)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stopAll)
