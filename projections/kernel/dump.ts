import { createHash } from 'node:crypto'
import type { CommonQueryMethods } from 'slonik'
import { z } from 'zod'
import { liveSchema } from './feeding.ts'
import { sql } from './sql.ts'

/** One line of JSON a row, in the order of the primary key byte by byte, whatever the database's collation. */
const rowsOf = async (db: CommonQueryMethods, schema: string, table: string): Promise<readonly string[]> => {
  const key = await db.anyFirst(sql.type(z.object({ name: z.string() }))`
    select a.attname as name
    from pg_index as i
    join lateral unnest(i.indkey::int[]) with ordinality as k (number, place) on true
    join pg_attribute as a on a.attrelid = i.indrelid and a.attnum = k.number
    where i.indisprimary and i.indrelid = to_regclass(${`${schema}.${table}`})
    order by k.place`)
  if (key.length === 0) throw new Error(`${schema}.${table} has no primary key to order it by`)
  const order = key.map((name) => sql.fragment`${sql.identifier([name])}::text collate "C"`)
  return db.anyFirst(sql.type(z.object({ row: z.string() }))`
    select to_jsonb(t)::text as row from ${sql.identifier([schema, table])} as t order by ${sql.join(order, sql.fragment`, `)}`)
}

/** All rows of these tables as text: equal for two sets of tables if and only if they hold the same. `db` has to see every tenant's rows. */
export const dump = async (db: CommonQueryMethods, tables: readonly string[], schema: string = liveSchema): Promise<string> => {
  const parts: string[] = []
  for (const table of tables.toSorted()) parts.push([table, ...(await rowsOf(db, schema, table))].join('\n'))
  return parts.join('\n')
}

/** The same in 64 characters, for comparing what is too long to print; one table in memory at a time. */
export const fingerprint = async (db: CommonQueryMethods, tables: readonly string[], schema: string = liveSchema): Promise<string> => {
  const hash = createHash('sha256')
  for (const table of tables.toSorted()) hash.update(await dump(db, [table], schema)).update('\n')
  return hash.digest('hex')
}
