import pg from 'pg'
import { createPool, type DatabasePool, type Interceptor, SchemaValidationError } from 'slonik'
import { columnTypes } from './column-types.ts'
import { pipelinedDriver } from './slonik-driver.ts'

/** `queryTimeout` is in milliseconds: a backend that stands still must fail its query. It lies above every statement_timeout, so that the server's own word comes first. */
export type PoolOptions = { readonly max?: number; readonly queryTimeout?: number }

const connection = (connectionString: string, queryTimeout = 40_000) =>
  ({ connectionString, types: columnTypes, connectionTimeoutMillis: 5_000, query_timeout: queryTimeout, keepAlive: true }) as const

/**
 * For hot paths. Columns come as column-types.ts says. A backend that is killed fails its query and leaves the pool; the process goes on.
 * With `pipeline`, statements sent to one client without waiting travel together.
 */
export const pgPool = (url: string, { max = 10, queryTimeout, pipeline = false }: PoolOptions & { pipeline?: boolean } = {}): pg.Pool => {
  const pool = new pg.Pool({ ...connection(url, queryTimeout), max, pipeline } as pg.PoolConfig)
  // Without a listener an idle connection's end would end the process.
  pool.on('error', () => {})
  return pool
}

/** Every row passes the schema its query names (`sql.type(Row)`), so what leaves a query is what its type says. */
const resultParser: Interceptor = {
  name: 'result-parser',
  transformRow: ({ resultParser: schema }, query, row) => {
    if (!schema) return row
    const result = schema['~standard'].validate(row)
    if (result instanceof Promise) throw new TypeError('a row schema must not be asynchronous')
    if (result.issues) throw new SchemaValidationError(query, row, result.issues)
    return result.value as typeof row
  },
}

/** For read models and their queries. Rows are parsed by the zod schema of their query; columns come as column-types.ts says. */
export const slonikPool = async (url: string, { max = 10, queryTimeout }: PoolOptions = {}): Promise<DatabasePool> => {
  const pool = await createPool(url, {
    driverFactory: pipelinedDriver(connection(url, queryTimeout)),
    interceptors: [resultParser],
    maxPoolSize: max,
    idleTimeout: 60_000,
    // The roles carry their own limits (roles.ts); what a request sets lasts for its transaction, so there is nothing to reset on release.
    statementTimeout: 'DISABLE_TIMEOUT',
    resetConnection: async () => {},
  })
  pool.on('error', () => {})
  return pool
}
