import { readConfig } from '../infra/compose/config.ts'
import { connectEventStore } from '../infra/eventstore/client/index.ts'
import {
  isAway,
  type Migrated,
  MigrationRefused,
  migrateLog,
  openInstalled,
  positionsIn,
  progressLine,
  reasonOf,
  switchReaders,
} from '../infra/eventstore/migrate/index.ts'

/**
 * make migrate-store TO=esdb://… [FROM=esdb://…] [SWITCH=1]: copies the whole log to another server, compares both, and goes on where it stopped. With SWITCH this
 * installation is led over to the copy.
 */

const stop = (line: string): never => {
  process.stderr.write(`kontor: ${line}\n`)
  process.exit(1)
}

// From the environment, where make puts what it is given: an address may hold a password, and every account of a machine sees the arguments of its programs.
const { TO: to, FROM: from, SWITCH: asked = '' } = process.env
if (!to) stop("TO is not set: make migrate-store TO='esdb://host:2113?tls=false'")
if (!['', '0', '1'].includes(asked)) stop('SWITCH is 1, or is left out')
const switched = asked === '1'
if (from && switched) stop('SWITCH leads this installation over to the copy of its own log, so it does not go with FROM')

const told = ({ is, copied, source, target, ...found }: Migrated, seconds: string): string => {
  const sides = [`source  ${source.count} events  sha256 ${source.hash}`, `target  ${target.count} events  sha256 ${target.hash}`]
  const verdict =
    'first' in found ? `They differ: ${found.first}. Name an empty target, or the one that this log was copied to.` : 'They are the same.'
  return [...sides, `${verdict} ${copied} events were copied in ${seconds} s.`, ''].join('\n')
}

const connect = (name: string, address: string) => {
  try {
    return connectEventStore(address)
  } catch (error) {
    throw new MigrationRefused(`${name} is not usable (${reasonOf(error)}): write esdb://name:password@host:2113, name and password percent-encoded`)
  }
}

const closing = new AsyncDisposableStack()
const installation = async () => (from ? undefined : openInstalled(readConfig(process.env), closing))
let stopping = false

const migrate = async (address: string): Promise<number> => {
  const began = performance.now()
  const installed = await opening
  const source = connect(from ? 'FROM' : 'KONTOR_EVENTSTORE_URL', installed?.url ?? from ?? '')
  closing.defer(() => source.dispose())
  const target = connect('TO', address)
  closing.defer(() => target.dispose())
  const line = progressLine(process.stdout)
  const migrated = await migrateLog({ source, target, onProgress: line.tell }).finally(line.clear)
  process.stdout.write(told(migrated, ((performance.now() - began) / 1_000).toFixed(1)))
  if (migrated.is === 'different') return 1
  if (switched && installed) {
    const isNews = await switchReaders(installed.databases, (wanted) => positionsIn(source, target, wanted))
    process.stdout.write(`This installation ${isNews ? 'is led' : 'was already led'} over: start it with KONTOR_EVENTSTORE_URL naming the target.\n`)
  }
  return 0
}

/** The database of an installation must not outlive this process. */
const interrupt = async (code: number): Promise<void> => {
  stopping = true
  await opening.catch(() => {})
  await closing.disposeAsync()
  process.stderr.write('kontor: interrupted; the same command goes on where it stopped\n')
  process.exit(code)
}
process.once('SIGINT', () => void interrupt(130))
process.once('SIGTERM', () => void interrupt(143))

const opening = installation()
const ended = await migrate(to as string).catch((error: Error) => error)
// What an interruption takes from under the migration is no failure, and it ends the process itself.
if (!stopping) {
  await closing.disposeAsync()
  if (isAway(ended)) stop(`a server went away (${reasonOf(ended)}): when it is back, repeat this command, which goes on where it stopped`)
  if (ended instanceof Error) stop(ended.message)
  // The client keeps its connections open, so the process ends by word.
  process.exit(Number(ended))
}
