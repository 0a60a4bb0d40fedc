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
  /** Sends the signal and waits for the end; answers the exit code, or null when a signal ended it. */
  readonly end: (signal: NodeJS.Signals) => Promise<number | null>
}

/** Starts it on a free port with everything embedded under `dataDir`; resolves when it says that it is ready. Raises with its output when it ends before. */
export const startProgram = async (dataDir: string, environment: Record<string, string> = {}, entry = main): Promise<Program> => {
  const env = { PATH: process.env['PATH'], KONTOR_DATA: dataDir, KONTOR_PORT: '0', KONTOR_DEMO: '1', KONTOR_SANDBOX: '1', ...environment }
  const child = spawn(process.execPath, [entry], { cwd: join(main, '../../..'), env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  let output = ''
  const ready = new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      output += chunk
      const url = output.match(/Kontor is ready: (\S+)/)?.[1]
      if (url) resolve(url)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', (code) => reject(new Error(`Kontor ended with ${code} before it was ready:\n${output}`)))
  })
  const url = await ready
  return { url, pid: child.pid ?? 0, output: () => output, end: (signal) => ended(child, signal) }
}

const ended = async (child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> => {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const exit = once(child, 'exit')
  child.kill(signal)
  const [code] = await exit
  return code
}
