import pg from 'pg'
import { schemaName, storeSchema } from './schema.ts'

/** For a server that stands alone; inside Kontor the migrator does this. Two that start at once wait for each other. */
export const createStoreSchema = async (connectionString: string, schema: string): Promise<void> => {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  await client.connect()
  try {
    const lock = `select pg_advisory_xact_lock(hashtextextended('kontor.eventstore.define.${schemaName(schema)}', 0))`
    await client.query(`begin; ${lock}; create schema if not exists ${schemaName(schema)}; ${storeSchema(schema)}; commit`)
  } finally {
    await client.end()
  }
}
