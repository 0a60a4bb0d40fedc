import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { StoreServerOptions } from '../../eventstore/server/index.ts'

const entry = fileURLToPath(new URL('./program.ts', import.meta.url))
const planting = fileURLToPath(new URL('./planted/register.ts', import.meta.url))

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

/** Below the range from which the system takes a caller's port: otherwise a client that knocks while nobody listens may be given that very port, and talk to itself. */
const ports = { from: 20_000, to: 28_000 }

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })

const freePort = async (): Promise<number> => {
  for (;;) {
    const port = ports.from + Math.floor(Math.random() * (ports.to - ports.from))
    if (await isFree(port)) return port
  }
}

type Options = { readonly connectionString: string; readonly schema: string; readonly planted?: string | undefined }
type Started = { readonly child: ChildProcess; readonly listens: Promise<string | undefined> }

const launch = (options: StoreServerOptions, planted: string | undefined): Started => {
  const args = [...(planted ? ['--import', planting] : []), entry]
  const env = { PATH: process.env['PATH'], KONTOR_FAULT_STORE: JSON.stringify(options), ...(planted && { KONTOR_PLANTED: planted }) }
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  const listens = new Promise<string | undefined>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => chunk.includes('listening') && resolve(undefined))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk))
    child.once('close', () => resolve(output.trim()))
  })
  const stop = () => child.kill('SIGKILL')
  process.once('exit', stop)
  child.once('exit', () => process.off('exit', stop))
  return { child, listens }
}

export const storeProcess = async ({ planted, ...rest }: Options): Promise<StoreProcess> => {
  const port = await freePort()
  const options: StoreServerOptions = { ...rest, host: '127.0.0.1', port }
  const ended: string[] = []
  let running: ChildProcess | undefined
  let createSchema = true

  const start: StoreProcess['start'] = async (until, heldUp) => {
    for (;;) {
      const { child, listens } = launch({ ...options, createSchema }, planted)
      running = child
      const said = await listens
      if (said === undefined) {
        createSchema = false
        return watch(child, until)
      }
      if (until.aborted || !said.includes('StoreInUse')) throw new Error(`the store did not start: ${said}`)
      heldUp?.()
    }
  }
  const watch = (child: ChildProcess, until: AbortSignal): void => {
    let said = ''
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk))
    child.once('close', () => {
      if (running !== child || until.aborted) return
      ended.push(said.trim())
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
