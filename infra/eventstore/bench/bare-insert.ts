import type pg from 'pg'
import { newId } from '../../secrets/index.ts'
import { byteaArray, textArray, uuidArray } from '../server/write/binary-array.ts'
import { bodyBytes, eventId } from './one-event.ts'

/** The limit of the appends: a table with a key and a position, as little as one can keep an event in. */
export const createBareTable = async (client: pg.Client): Promise<void> => {
  await client.query(
    'create table bare_events (id uuid primary key, stream text not null, data bytea not null, position bigint generated always as identity)',
  )
}

/** One row, one commit, answered after its fsync. */
export const insertOne = (client: pg.Client) =>
  client.query({
    name: 'insert-one',
    text: 'insert into bare_events (id, stream, data) values ($1, $2, $3)',
    values: [eventId(), newId(), bodyBytes],
  })

/** Many rows of one stream, one statement, one commit; as binary arrays, the fastest form there is. */
export const insertMany = (client: pg.Client, count: number) => {
  const stream = newId()
  const all = <T>(make: () => T): readonly T[] => Array.from({ length: count }, make)
  return client.query({
    name: 'insert-many',
    text: 'insert into bare_events (id, stream, data) select * from unnest($1::uuid[], $2::text[], $3::bytea[])',
    values: [uuidArray(all(eventId)), textArray(all(() => stream)), byteaArray(all(() => bodyBytes))],
  })
}
