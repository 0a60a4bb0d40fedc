import process from 'node:process'
import { BadConfiguration, readConfig } from './config.ts'
import { demoPeople } from './demo.ts'
import { startKontor } from './start.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)

/** One clear line, never a stack, for what the person who started Kontor can mend. */
const fail = (error: unknown): never => {
  const known = error instanceof BadConfiguration || (error instanceof Error && error.cause === undefined)
  process.stderr.write(`kontor: ${error instanceof Error ? error.message : String(error)}\n`)
  if (!known && error instanceof Error) process.stderr.write(`${error.stack}\n`)
  process.exit(1)
}

const welcome = (url: string, demo: boolean) => {
  say(`\nKontor is ready: ${url}`)
  if (!demo) return
  for (const { role, email, password } of demoPeople) say(`  ${role.padEnd(8)} ${email.padEnd(20)} ${password}`)
  say('Open two windows, one as the owner and one as the partner: the product is a conversation.\nCtrl-C stops.\n')
}

const stopping = new AbortController()
const starting = (async () => startKontor(readConfig(process.env), stopping.signal))()
let asked = 0
const stop = () => {
  asked += 1
  if (asked > 1) process.exit(1)
  stopping.abort()
  starting
    .then(({ stop }) => stop())
    .then(
      () => process.exit(0),
      (error) => fail(error),
    )
}
process.on('SIGINT', stop)
process.on('SIGTERM', stop)

await starting.then(({ url, config }) => (stopping.signal.aborted ? undefined : welcome(url, config.demo)), fail)
