import { allFoldings, type Folding } from '@kontor/core/catalogue'
import { type EventLog, platformTenant, type Recorded, Refused } from '@kontor/core/kernel'
import { isIntakeStream } from '@kontor/core/links'
import { openCursor, page } from '@kontor/projections/kernel'
import type { Acting } from '../ports.ts'
import type { StreamAsOf, StreamEvent } from './contract.ts'
import { changedPaths, plain } from './plain.ts'
import { shown, veiled } from './shown.ts'

export type Asked = {
  readonly stream: string
  readonly at: string | undefined
  readonly basis: 'recorded' | 'occurred'
  readonly cursor: string | undefined
  /** Personal data may be shown: a reason was given and is recorded. */
  readonly isOpen: boolean
}
const newest = 100
const list = 'audit.stream'
const notFound = () => new Refused('stream.not-found')

/** Up to and including the moment or the revision that was asked for. */
const counts = ({ at, basis }: Asked, { revision, meta }: Recorded): boolean => {
  if (at === undefined) return true
  if (/^\d+$/.test(at)) return revision <= BigInt(at)
  return Date.parse(basis === 'recorded' ? meta.recordedAt : meta.occurredAt) <= Date.parse(at)
}

/** An owner sees streams of the own tenant, those links of it that lie with the platform, and of the intake what is its own. */
const maySee = ({ role, tenantId }: Pick<Acting, 'role' | 'tenantId'>, stream: string, events: readonly Recorded[]): boolean => {
  if (role === 'admin' || isIntakeStream(stream)) return true
  const [category, rest = ''] = stream.split('-')
  const whose = rest.slice(0, rest.indexOf('.'))
  return whose === tenantId || (category === 'links' && whose === platformTenant && events[0]?.meta.tenantId === tenantId)
}

/** The state after each of the events that are shown, and which paths each of them changed. */
const retold = ({ initial, evolve }: Folding, events: readonly Recorded[], isShown: (event: Recorded) => boolean) => {
  let state = initial()
  const changes = new Map<string, readonly string[]>()
  for (const event of events) {
    // Some folds write into their own maps, so what was before is kept as plain text of its own.
    const before = isShown(event) ? plain(state) : undefined
    state = evolve(state as never, event as never)
    if (before !== undefined) changes.set(event.id, changedPaths(before, plain(state)))
  }
  return { state: plain(state), changes }
}

/** Each event of an intake stream stands alone, and the streams are long: only what is shown is read. */
const intakeAsOf = async (
  log: Pick<EventLog, 'readPart'>,
  { role, tenantId }: Pick<Acting, 'role' | 'tenantId'>,
  asked: Asked,
): Promise<StreamAsOf> => {
  const [last] = await log.readPart(asked.stream, { from: 'end', direction: 'backwards', count: 1 })
  if (!last) throw notFound()
  const [after] = asked.cursor ? openCursor(list, asked.cursor) : []
  const from = after !== undefined ? BigInt(after) - 1n : asked.at !== undefined && /^\d+$/.test(asked.at) ? BigInt(asked.at) : last.revision
  const read =
    from < 0n
      ? []
      : await log.readPart(asked.stream, { from: from > last.revision ? last.revision : from, direction: 'backwards', count: newest + 1 })
  const paged = page(list, read, newest, ({ revision }) => [String(revision)])
  const own = paged.items.filter((event) => counts(asked, event) && (role === 'admin' || event.meta.tenantId === tenantId))
  const events = own.map((event): StreamEvent => ({ ...shown(veiled(event, asked.isOpen)), changedPaths: [] }))
  const { nextCursor } = paged
  return { state: null, revision: events[0]?.revision ?? null, last: String(last.revision), events, ...(nextCursor && { nextCursor }) }
}

/**
 * A stream as it was at a moment or a revision, itself included: the state folded from the log, and the newest hundred events up to then with what each changed
 * (api.md "Audit"). Raises Refused `stream.not-found` for one that is not there, or not for this reader.
 */
export const streamAsOf = async (
  log: Pick<EventLog, 'read' | 'readPart'>,
  reader: Pick<Acting, 'role' | 'tenantId'>,
  asked: Asked,
): Promise<StreamAsOf> => {
  if (isIntakeStream(asked.stream)) return intakeAsOf(log, reader, asked)
  const folding = allFoldings.get(asked.stream.slice(0, asked.stream.indexOf('-')))
  const { events: stored, revision: last } = await log.read(asked.stream)
  if (!folding || last === 'no-stream' || !maySee(reader, asked.stream, stored)) throw notFound()
  const events = stored.filter((event) => counts(asked, event)).map((event) => veiled(event, asked.isOpen))
  const [before] = asked.cursor ? openCursor(list, asked.cursor) : []
  const onward = events.filter(({ revision }) => before === undefined || revision < BigInt(before)).toReversed()
  const paged = page(list, onward.slice(0, newest + 1), newest, ({ revision }) => [String(revision)])
  const ids = new Set(paged.items.map(({ id }) => id))
  const { state, changes } = retold(folding, events, ({ id }) => ids.has(id))
  return {
    state: events.length === 0 ? null : state,
    revision: events.length === 0 ? null : String(events.at(-1)?.revision),
    last: String(last),
    events: paged.items.map((event) => ({ ...shown(event), changedPaths: [...(changes.get(event.id) ?? [])] })),
    ...(paged.nextCursor && { nextCursor: paged.nextCursor }),
  }
}
