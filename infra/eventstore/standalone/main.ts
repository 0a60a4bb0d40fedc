/** The event store as a program of its own (`pnpm eventstore`). Exits with 2 when the command is wrong, with 1 when the store cannot be served. */
import process from 'node:process'
import { logVerbosity, setLogVerbosity } from '@grpc/grpc-js'
import { help } from './help.ts'
import { BadArguments } from './options.ts'
import { say } from './say.ts'
import { readSettings, type Settings } from './settings.ts'
import { startStandalone } from './start.ts'

const settingsOrExit = (): Settings => {
  try {
    const settings = readSettings(process.argv.slice(2), process.env)
    if (settings !== 'help') return settings
    process.stdout.write(help)
    return process.exit(0)
  } catch (error) {
    if (!(error instanceof BadArguments)) throw error
    say(`${error.message} (--help lists the options)`)
    return process.exit(2)
  }
}

const settings = settingsOrExit()
// Whatever it would print is raised as well, and said once.
setLogVerbosity(logVerbosity.NONE)
const closing = new AsyncDisposableStack()
let stopping = false

/** In order: no new calls, what is under way goes out, the lock is let go, the database ends last. A signal that comes twice means the same once. */
const stop = async (code: number): Promise<void> => {
  if (stopping) return
  stopping = true
  await started
  await closing.disposeAsync().catch((error: Error) => {
    say(error.message)
    process.exit(1)
  })
  process.exit(code)
}

/** A start that was told to stop fails of that, and nobody needs to hear it. */
const fail = (error: Error): Promise<void> => {
  if (!stopping) say(error.message)
  return stop(1)
}

// Before the start, which works a good while before it first lets anything else in.
process.on('SIGINT', () => void stop(0))
process.on('SIGTERM', () => void stop(0))
const starting = startStandalone(settings, closing)
const started = starting.then(
  () => {},
  () => {},
)
starting.then(({ address, onExit }) => {
  onExit((error) => void (error && fail(error)))
  if (!stopping) process.stdout.write(`listening on ${address}\n`)
}, fail)
