import pg from 'pg'
import { schemaName, storeSchema } from './schema.ts'

const define = async (client: pg.Client, schema: string): Promise<void> => {
  const lock = `select pg_advisory_xact_lock(hashtextextended('kontor.eventstore.define.${schema}', 0))`
  await client.query(`begin; ${lock}; create schema if not exists ${schema}; ${storeSchema(schema)}; commit`)
}

const isDefined = async (client: pg.Client, schema: string): Promise<boolean> => {
  const objects = ['streams', 'events', 'events_tombstones'].map((name) => `to_regclass('${schema}.${name}')`)
  const { rows } = await client.query<{ defined: boolean }>(`select num_nulls(${objects.join()}) = 0 as defined`)
  return rows[0]?.defined ?? false
}

/** Postgres asks for the right to create before it looks whether there is something to create. Only the first start needs it. */
const defineWhereAllowed = async (client: pg.Client, schema: string): Promise<void> => {
  try {
    await define(client, schema)
  } catch (error) {
    await client.query('rollback')
    const isDenied = error instanceof pg.DatabaseError && error.code === '42501'
    if (!(isDenied && (await isDefined(client, schema)))) throw error
  }
}

const refuseReserved = async (client: pg.Client, schema: string): Promise<void> => {
  const { rows } = await client.query<{ quoted: string }>('select quote_ident($1) as quoted', [schema])
  if (rows[0]?.quoted !== schema) throw new Error(`The schema cannot be called ${schema}, which is a word of SQL: name another.`)
}

/** For a server that stands alone; inside Kontor the migrator does this. Two that start at once wait for each other. */
export const createStoreSchema = async (connectionString: string, schema: string): Promise<void> => {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await refuseReserved(client, schemaName(schema))
    await defineWhereAllowed(client, schemaName(schema))
  } finally {
    await client.end().catch(() => {})
  }
}
