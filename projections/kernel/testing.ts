import { type Batch, type Definition, erased, type Feed, type Message, personalFields, type StoredEvent, streamOf } from '@kontor/core/kernel'
import type { DatabasePool } from 'slonik'
import { expect } from 'vitest'
import { z } from 'zod'
import { applyBatch } from './apply-batch.ts'
import { dump } from './dump.ts'
import { besideSchema, type Feeding, liveSchema } from './feeding.ts'
import { restart } from './frontier-rows.ts'
import type { Log, ViewTables } from './ports.ts'
import { at } from './positions.ts'
import type { Projection } from './projection.ts'
import { beginBeside } from './rebuild.ts'
import { sql } from './sql.ts'
import { prepareView, tablesIn } from './tables.ts'

export const silent: Log = { info: () => {}, warn: () => {} }

/** Events as the log would give them, in this order: encoded, one stream a subject, positions that leave gaps as a real log's do. */
export const storedAs = (definitions: readonly Definition[], messages: readonly Message[], after = 0n): readonly StoredEvent[] => {
  const schemas = new Map(definitions.map(({ type, schema }) => [type, schema]))
  return messages.map(({ type, data, meta }, index) => {
    const schema = schemas.get(type)
    if (!schema) throw new Error(`${type} is not among the definitions given`)
    const position = String(after + BigInt(index + 1) * 10n)
    const stored = z.encode(schema, data as never) as Record<string, unknown>
    return { type, data: stored, meta, id: position.padStart(32, '0'), stream: streamOf('test', meta.tenantId, position), revision: 0n, position }
  })
}

/** The same log once the keys of the persons erased in it are destroyed; a key is a person's in one tenant. */
export const withoutKeys = (definitions: readonly Definition[], events: readonly StoredEvent[]): readonly StoredEvent[] => {
  const keyOf = ({ meta }: StoredEvent, person: unknown) => `${meta.tenantId}.${person}`
  const gone = new Set(events.filter(({ type }) => type === 'identity.PersonErased').map((event) => keyOf(event, event.data['personId'])))
  const fields = new Map(definitions.map(({ type, schema }) => [type, personalFields(schema)]))
  return events.map((event) => {
    const lost = (fields.get(event.type) ?? []).filter(({ field, subject }) => field in event.data && gone.has(keyOf(event, event.data[subject])))
    return { ...event, data: { ...event.data, ...Object.fromEntries(lost.map(({ field }) => [field, erased])) } }
  })
}

/** A log in memory that readers follow: for tests of what reads logs, never in place of one. */
export const memoryLog = () => {
  const events: StoredEvent[] = []
  let grown = Promise.withResolvers<void>()
  const append = (...more: readonly StoredEvent[]) => {
    events.push(...more)
    grown.resolve()
    grown = Promise.withResolvers()
  }
  const feed: Feed = async function* ({ from, maxBatch, signal }): AsyncGenerator<Batch> {
    const aborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
    let next = events.findIndex(({ position }) => at(position) > at(from))
    if (next < 0) next = events.length
    while (!signal.aborted) {
      const batch = events.slice(next, next + maxBatch)
      const last = batch.at(-1)
      next += batch.length
      if (last) yield { events: batch, position: last.position }
      else await Promise.race([grown.promise, aborted])
    }
  }
  return { append, feed, events: events as readonly StoredEvent[] }
}

/** Real Postgres as projections meet it; infra/testing/views.ts opens one. */
export type ViewDatabase = { readonly pool: DatabasePool; readonly tables: ViewTables }

const rowsOf = async (pool: DatabasePool, table: string): Promise<readonly unknown[]> => {
  const [, ...lines] = (await dump(pool, [table])).split('\n')
  return lines.map((line) => JSON.parse(line))
}

/**
 * Given these events, then those rows. On the way it shows what every view owes: event by event, all at once over the rows that are there, and anew from an
 * empty table without the keys of erased persons, the rows are the same to the byte.
 */
export const viewTests = ({ pool, tables }: ViewDatabase, definitions: readonly Definition[]) => {
  const deps = { pool, tables }
  const empty = async (projection: Projection) => {
    await prepareView(deps, projection)
    await pool.query(restart(projection.name, projection.version))
    const names = tablesIn(await tables.sqlOf(projection.name))
    for (const table of names) await pool.query(sql.typeAlias('void')`delete from ${sql.identifier([liveSchema, table])}`)
    return names
  }
  const inBatches = async (view: Feeding, events: readonly StoredEvent[], size: number) => {
    for (let from = 0; from < events.length; from += size) {
      const batch = events.slice(from, from + size)
      await applyBatch(pool, [view], { events: batch, position: batch.at(-1)?.position ?? '0' }, 'running')
    }
  }
  const atStart = (projection: Projection): Feeding => ({ key: projection.name, schema: liveSchema, position: undefined, projection })

  return {
    given: (projection: Projection, ...messages: readonly Message[]) => ({
      /** Each of `rows` names the columns that matter; there must be as many rows, in the order of the primary key. */
      thenRows: async (table: string, rows: readonly Record<string, unknown>[]) => {
        const events = storedAs(definitions, messages)
        const names = await empty(projection)
        await inBatches(atStart(projection), events, 1)
        expect(await rowsOf(pool, table)).toMatchObject(rows)
        const once = await dump(pool, names)
        await pool.query(restart(projection.name, projection.version))
        await inBatches(atStart(projection), events, events.length)
        expect(await dump(pool, names), 'replayed over itself').toBe(once)
        const beside = await beginBeside({ ...deps, log: silent }, projection)
        await inBatches(beside, withoutKeys(definitions, events), events.length)
        expect(await dump(pool, names, besideSchema(projection.name)), 'rebuilt from nothing').toBe(once)
      },
    }),
  }
}
