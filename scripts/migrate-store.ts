import { readConfig } from '../infra/compose/config.ts'
import { connectEventStore } from '../infra/eventstore/client/index.ts'
import { installedStore, type Migrated, migrateLog, progressLine } from '../infra/eventstore/migrate/index.ts'

/** make migrate-store TO=esdb://… [FROM=esdb://…]: copies the whole log to another server, compares both, and goes on where it stopped. */

const stop = (line: string): never => {
  process.stderr.write(`kontor: ${line}\n`)
  process.exit(1)
}

const report = ({ is, copied, source, target, ...found }: Migrated, seconds: string): string => {
  const sides = [`source  ${source.count} events  sha256 ${source.hash}`, `target  ${target.count} events  sha256 ${target.hash}`]
  const outcome = 'first' in found ? `They differ: ${found.first}.` : `They are the same. ${copied} events were copied in ${seconds} s.`
  return [...sides, is === 'different' ? `${outcome} ${copied} events were copied.` : outcome, ''].join('\n')
}

// From the environment, where make puts what it is given: an address may hold a password, and every account of a machine sees the arguments of its programs.
const { TO: to, FROM: from } = process.env
if (!to) stop('TO is not set: make migrate-store TO=esdb://host:2113')

const migrate = async (): Promise<Migrated> => {
  await using closing = new AsyncDisposableStack()
  const source = connectEventStore(from || (await installedStore(readConfig(process.env), closing)))
  closing.defer(() => source.dispose())
  const target = connectEventStore(to as string)
  closing.defer(() => target.dispose())
  const line = progressLine(process.stdout)
  try {
    return await migrateLog({ source, target, onProgress: line.tell })
  } finally {
    line.clear()
  }
}

const began = performance.now()
const migrated = await migrate().catch((error: Error) => stop(error.message))
process.stdout.write(report(migrated, ((performance.now() - began) / 1_000).toFixed(1)))
// The client keeps its connections open.
process.exit(migrated.is === 'same' ? 0 : 1)
