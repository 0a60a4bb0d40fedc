import { type ChildProcess, spawn } from 'node:child_process'
import { root } from '../tree.ts'

export type Ended = { readonly code: number; readonly output: string }
export type Options = {
  /** The words are held back and given in the answer; otherwise they go straight to the terminal. */
  readonly held?: boolean
  readonly env?: NodeJS.ProcessEnv
  readonly cwd?: string
  /** After so many minutes the program and all it started are ended, and it has failed. */
  readonly minutes?: number
}

const running = new Set<ChildProcess>()
const graceMs = 15_000 // time for a suite to stop its servers before it is ended by force

/** A group of its own, so that whatever a suite started can be ended with it, and a Ctrl-C reaches it once: from here. */
const signalGroup = ({ pid }: ChildProcess, signal: NodeJS.Signals) => {
  try {
    if (pid) process.kill(-pid, signal)
  } catch {
    // already gone
  }
}

const end = (child: ChildProcess) => {
  child.kill('SIGTERM')
  setTimeout(() => signalGroup(child, 'SIGKILL'), graceMs).unref()
}

/** Passes Ctrl-C and TERM on to what is running, waits for it to stop, and leaves nothing behind. Call once. */
export const forwardSignals = () => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      if (running.size === 0) process.exit(130)
      for (const child of running) {
        child.once('close', () => process.exit(130))
        end(child)
      }
    })
}

/** Runs a file with this Node and resolves when it has ended, whatever the outcome. Code 1 when it could not be started or took too long. */
export const runNode = (args: readonly string[], { held = false, env = {}, cwd = root, minutes = 10 }: Options = {}): Promise<Ended> =>
  new Promise((resolve) => {
    let output = ''
    const words = held ? 'pipe' : 'inherit'
    const child = spawn(process.execPath, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', words, words], detached: true })
    running.add(child)
    const limit = setTimeout(() => {
      process.stdout.write(`ended after ${minutes} minutes: ${args.join(' ')}\n`)
      end(child)
    }, minutes * 60_000)
    const keep = (chunk: Buffer) => {
      output += chunk
    }
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    const settle = (code: number) => {
      clearTimeout(limit)
      running.delete(child)
      resolve({ code, output })
    }
    child.on('error', (error) => {
      output += `${error.message}\n`
      settle(1)
    })
    child.on('close', (code) => settle(code ?? 1))
  })
