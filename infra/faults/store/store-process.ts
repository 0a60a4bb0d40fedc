import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freeStorePort } from './free-store-port.ts'

/** The store as a process on one port, where its clients find it again after each death. */
export type StoreProcess = {
  readonly port: number
  /**
   * Resolves when it listens. One that finds the lock still held is started again, as a supervisor would, and `heldUp` hears of it. Raises with its output when it
   * ends otherwise.
   */
  start(until: AbortSignal, heldUp?: () => void): Promise<void>
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>
  /** What it said when it ended and nobody had killed it. */
  readonly ended: readonly string[]
}

/** How to run it: arguments of node, and variables beside PATH. `life` counts its starts from 0. */
type Command = { readonly args: readonly string[]; readonly env: Readonly<Record<string, string>> }
type CommandOf = (port: number, life: number) => Command

type Launched = { readonly child: ChildProcess; readonly words: () => string; readonly listens: Promise<boolean> }

const launch = ({ args, env }: Command): Launched => {
  const child = spawn(process.execPath, args, { env: { PATH: process.env['PATH'], ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let words = ''
  const listens = new Promise<boolean>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => chunk.includes('listening') && resolve(true))
    child.stderr.on('data', (chunk: Buffer) => (words += chunk))
    child.once('close', () => resolve(false))
  })
  const stop = () => child.kill('SIGKILL')
  process.once('exit', stop)
  child.once('exit', () => process.off('exit', stop))
  return { child, words: () => words.trim(), listens }
}

const processOf = async (commandOf: CommandOf): Promise<StoreProcess> => {
  const port = await freeStorePort()
  const ended: string[] = []
  let running: ChildProcess | undefined
  let lives = 0

  const start: StoreProcess['start'] = async (until, heldUp) => {
    for (;;) {
      const { child, words, listens } = launch(commandOf(port, lives))
      running = child
      if (await listens) return live(child, words, until)
      if (until.aborted || !words().includes('StoreInUse')) throw new Error(`the store did not start: ${words()}`)
      heldUp?.()
    }
  }
  const live = (child: ChildProcess, words: () => string, until: AbortSignal): void => {
    lives += 1
    child.once('close', () => {
      if (running !== child || until.aborted) return
      ended.push(words())
      start(until).catch((error: Error) => ended.push(error.message))
    })
  }
  const kill = async (): Promise<void> => {
    const child = running
    running = undefined
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
  return { port, start, kill, ended }
}

const fileOf = (name: string) => fileURLToPath(new URL(name, import.meta.url))

type Alone = { readonly connectionString: string; readonly schema: string; readonly planted?: string | undefined }

/** The store alone, on a database that lives on. `planted` names a defect (planted/defects.ts). Its first life defines the tables. */
export const storeAlone = ({ planted, ...where }: Alone): Promise<StoreProcess> =>
  processOf((port, life) => ({
    args: [...(planted ? ['--import', fileOf('./planted/register.ts')] : []), fileOf('./program.ts')],
    env: {
      KONTOR_FAULT_STORE: JSON.stringify({ ...where, host: '127.0.0.1', port, createSchema: life === 0 }),
      ...(planted && { KONTOR_PLANTED: planted }),
    },
  }))

/** Kontor with everything embedded under `dataDir`; its database outlives it and is taken on by the next life. */
export const kontorWhole = (dataDir: string): Promise<StoreProcess> =>
  processOf((port) => ({
    args: [fileOf('./kontor/program.ts')],
    env: {
      KONTOR_DATA: dataDir,
      KONTOR_PORT: '0',
      KONTOR_LOG_LEVEL: 'error',
      KONTOR_FAULT_PORT: String(port),
      // Most of a start is reading modules: the second life finds them compiled.
      NODE_COMPILE_CACHE: join(dataDir, 'compiled'),
    },
  }))
