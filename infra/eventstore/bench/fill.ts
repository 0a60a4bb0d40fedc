import type pg from 'pg'
import { createStoreSchema } from '../server/create-schema.ts'

export type Size = { readonly events: number; readonly streams: number }

/** A statement takes this many, so that none runs for minutes. */
const piece = 500_000

/** Data and metadata of the size and shape that Kontor's events have. */
const data = `format('{"partnerId":"%s","reason":"measured","note":"%s"}', md5(p::text), repeat('x', 200))`
const metadata = `format('{"tenantId":"%s","actor":{"kind":"user","id":"%s"},"commandId":"%s","$correlationId":"%s","$causationId":"%s",'
  || '"occurredAt":"2026-11-21T12:00:00.000Z","recordedAt":"2026-11-21T12:00:00.000Z","source":"http","schemaVersion":1}',
  md5('a' || p % 50), md5('b' || p % 500), md5('c' || p), md5('c' || p), md5('c' || p))`

/** Names of the streams that `fill` writes; they end in 1, 2, 3 … */
export const filledStream = (number: number): string => `accounts-0123456789abcdef0123456789abcdef.${number}`

/**
 * Lays down a log with that many events, the streams in turn, so that each is spread over the whole of it. Ends with what autovacuum would have done by the time
 * a log has grown so far, and with a checkpoint, so that neither falls into what is measured.
 */
export const fill = async (client: pg.Client, connectionString: string, schema: string, { events, streams }: Size): Promise<void> => {
  await createStoreSchema(connectionString, schema)
  await client.query(
    `insert into ${schema}.streams (id, name) select n, '${filledStream(0).slice(0, -1)}' || n from generate_series(1, ${streams}) n`,
  )
  for (let from = 1; from <= events; from += piece) {
    await client.query(`insert into ${schema}.events (position, stream_id, revision, created, id, is_json, type, data, metadata)
      select p, (p - 1) % ${streams} + 1, (p - 1) / ${streams}, 1790000000000 + p, gen_random_uuid(), true, 'bench.Measured',
        convert_to(${data}, 'UTF8'), convert_to(${metadata}, 'UTF8')
      from generate_series(${from}, ${Math.min(events, from + piece - 1)}) p`)
  }
  await client.query(`vacuum (analyze) ${schema}.streams`)
  await client.query(`vacuum (analyze) ${schema}.events`)
  await client.query('checkpoint')
}
