import { readConfig } from '../infra/compose/config.ts'
import { connectEventStore } from '../infra/eventstore/client/index.ts'
import { type Migrated, migrateLog, openInstalled, positionsIn, progressLine, switchReaders } from '../infra/eventstore/migrate/index.ts'

/**
 * make migrate-store TO=esdb://… [FROM=esdb://…] [SWITCH=1]: copies the whole log to another server, compares both, and goes on where it stopped. With SWITCH this
 * installation is led over to the copy.
 */

const stop = (line: string): never => {
  process.stderr.write(`kontor: ${line}\n`)
  process.exit(1)
}

// From the environment, where make puts what it is given: an address may hold a password, and every account of a machine sees the arguments of its programs.
const { TO: to, FROM: from, SWITCH: switched } = process.env
if (!to) stop('TO is not set: make migrate-store TO=esdb://host:2113')
if (from && switched) stop('SWITCH leads this installation over to the copy of its own log, so it does not go with FROM')

const told = ({ is, copied, source, target, ...found }: Migrated, seconds: string): string => {
  const sides = [`source  ${source.count} events  sha256 ${source.hash}`, `target  ${target.count} events  sha256 ${target.hash}`]
  const verdict = 'first' in found ? `They differ: ${found.first}.` : 'They are the same.'
  return [...sides, `${verdict} ${copied} events were copied in ${seconds} s.`, ''].join('\n')
}

const migrate = async (address: string): Promise<number> => {
  await using closing = new AsyncDisposableStack()
  const began = performance.now()
  const installed = from ? undefined : await openInstalled(readConfig(process.env), closing)
  const source = connectEventStore(installed?.url ?? from ?? '')
  closing.defer(() => source.dispose())
  const target = connectEventStore(address)
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

// The client keeps its connections open, so the process ends by word.
process.exit(await migrate(to as string).catch((error: Error) => stop(error.message)))
