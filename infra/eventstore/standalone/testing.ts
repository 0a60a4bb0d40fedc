import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))

/** The event store as a process of its own, the way a person starts it. */
export type Program = {
  /** Resolves with what the program says when it listens. Raises with what it said before it ended instead. */
  readonly address: Promise<string>
  /** Resolves when it is gone. */
  readonly gone: Promise<{ readonly code: number | null; readonly said: string; readonly complained: string }>
  end(signal: NodeJS.Signals): void
}

export const startProgram = (args: readonly string[], environment: Readonly<Record<string, string>> = {}): Program => {
  const child = spawn(process.execPath, [main, ...args], { env: { PATH: process.env['PATH'], ...environment }, stdio: ['ignore', 'pipe', 'pipe'] })
  const closed = once(child, 'close')
  const [output, errors] = [text(child.stdout), text(child.stderr)]
  const gone = closed.then(async ([code]) => ({ code: code as number | null, said: await output, complained: await errors }))
  const address = new Promise<string>((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk
      const found = said.match(/^listening on (\S+)\n/)?.[1]
      if (found) resolve(found)
    })
    gone.then(({ complained }) => reject(new Error(`the event store ended before it listened: ${complained}`)))
  })
  // Whoever expects it to fail waits for its end alone.
  address.catch(() => {})
  return { address, gone, end: (signal) => void child.kill(signal) }
}
