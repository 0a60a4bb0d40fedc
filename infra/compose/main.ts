import process from 'node:process'
import { readConfig } from './config.ts'
import { demoPeople } from './demo.ts'
import { type Kontor, startKontor } from './start.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)

/** One clear line for what the person who started Kontor can mend; where it went wrong only for mistakes of ours, or when asked for. */
const fail = (error: unknown): never => {
  const ours = error instanceof TypeError || error instanceof ReferenceError || process.env['KONTOR_LOG_LEVEL'] === 'debug'
  process.stderr.write(`kontor: ${error instanceof Error ? error.message : String(error)}\n`)
  if (ours) process.stderr.write(`${(error as Error).stack}\n`)
  process.exit(1)
}

const welcome = ({ url, config }: Kontor) => {
  say(`\nKontor is ready: ${url}`)
  if (!config.demo) return
  for (const { role, email, password } of demoPeople) say(`  ${role.padEnd(8)} ${email.padEnd(20)} ${password}`)
  say('Open two windows, one as the owner and one as the partner: the product is a conversation.\nCtrl-C stops.\n')
}

/** A terminal, make and npm may each pass the same signal on: what comes within this time is one wish, said more than once. Later it is impatience. */
const oneWishMs = 2_000
let asked: number | undefined
const stopping = new AbortController()

const stop = async (code: number) => {
  if (asked !== undefined) {
    if (performance.now() - asked > oneWishMs) process.exit(1)
    return
  }
  asked = performance.now()
  stopping.abort()
  // A start that was cut short has closed what it had opened.
  const kontor = await starting.catch(() => undefined)
  await kontor?.stop().catch(fail)
  process.exit(code)
}

/** Whoever supervises the process starts it again; the log has everything that was acknowledged. */
const onLost = (why: Error) => {
  process.stderr.write(`kontor: ${why.message}\n`)
  void stop(1)
}

// Before the start, which works a good while before it first lets anything else in.
process.on('SIGINT', () => void stop(0))
process.on('SIGTERM', () => void stop(0))
const starting = (async () => startKontor(readConfig(process.env), stopping.signal, { onLost }))()

starting.then(welcome, (error) => {
  if (!stopping.signal.aborted) fail(error)
})
