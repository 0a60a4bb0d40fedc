import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../compose/main.ts', import.meta.url))

/** Kontor as a process of its own, the way a person runs it. */
export type Program = {
  readonly url: string
  readonly pid: number
  readonly output: () => string
  /** Resolves when it is gone, whoever ended it. */
  readonly gone: Promise<unknown>
  /** Sends the signal, to its whole group as a terminal does when asked so, and waits for the end; answers the exit code, or null when a signal ended it. */
  readonly end: (signal: NodeJS.Signals, to?: 'process' | 'group') => Promise<number | null>
}

/** Starts it on a free port, with the small demo and everything embedded under `dataDir`; resolves when it says that it is ready. Raises with its output when it ends before. */
export const startProgram = async (dataDir: string, environment: Record<string, string> = {}, entry = main): Promise<Program> => {
  const demo = { KONTOR_DEMO: '1', KONTOR_DEMO_HISTORY: '0', KONTOR_SANDBOX: '1' }
  const env = { PATH: process.env['PATH'], KONTOR_DATA: dataDir, KONTOR_PORT: '0', ...demo, ...environment }
  const child = spawn(process.execPath, [entry], { cwd: join(main, '../../..'), env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  endWithUs(child)
  let output = ''
  const ready = new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      output += chunk
      const url = output.match(/Kontor is ready: (\S+)/)?.[1]
      if (url) resolve(url)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    // 'close' and not 'exit': its last words may still be on their way.
    child.once('close', (code) => reject(new Error(`Kontor ended with ${code} before it was ready:\n${output}`)))
  })
  const gone = once(child, 'close')
  const url = await ready
  return { url, pid: child.pid ?? 0, output: () => output, gone, end: (signal, to = 'process') => ended(child, signal, to) }
}

/** It has a group of its own, so nobody's Ctrl-C reaches it but ours. */
const endWithUs = (child: ChildProcess) => {
  const stop = () => child.kill('SIGTERM')
  process.once('exit', stop)
  child.once('exit', () => process.off('exit', stop))
}

const ended = async (child: ChildProcess, signal: NodeJS.Signals, to: 'process' | 'group'): Promise<number | null> => {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const exit = once(child, 'exit')
  if (to === 'group' && child.pid) process.kill(-child.pid, signal)
  else child.kill(signal)
  const [code] = await exit
  return code
}
