import { AsyncLocalStorage } from 'node:async_hooks'
import pg from 'pg'
import { createDriverFactory, type DriverFactory, type DriverQueryResult, InvalidInputError, UnexpectedStateError } from 'slonik'
import { slonikError } from './slonik-errors.ts'

/** A statement that goes out with the START TRANSACTION of everything run inside `openingWith.run`. */
export type Opening = { readonly name: string; readonly text: string; readonly values: readonly string[] }
export const openingWith = new AsyncLocalStorage<Opening>()

type Query = { readonly text: string; readonly values?: unknown[]; readonly name?: string }

const resultOf = (result: pg.QueryResult): DriverQueryResult => {
  if (Array.isArray(result)) throw new InvalidInputError('Must not use multiple statements in a single query.')
  return {
    command: result.command as DriverQueryResult['command'],
    fields: result.fields.map(({ dataTypeID, name }) => ({ dataTypeId: dataTypeID, name })),
    rowCount: result.rowCount,
    rows: result.rows,
  }
}

const run = async (client: pg.Client, query: Query): Promise<DriverQueryResult> => {
  try {
    return resultOf(await client.query(query))
  } catch (error) {
    throw slonikError(error as Error, query)
  }
}

const started = { command: 'START TRANSACTION', fields: [], rowCount: null, rows: [] } as unknown as DriverQueryResult

/**
 * START TRANSACTION and the opening statement are sent and not waited for, so they share one round trip with the first real statement. Should one of them
 * fail, the transaction is aborted or was never opened, and the statement that follows fails for lack of an acting tenant: closed, never open.
 */
const begin = (client: pg.Client, opening: Opening): DriverQueryResult => {
  for (const query of [{ text: 'START TRANSACTION' }, { ...opening, values: [...opening.values] }]) client.query(query).catch(() => {})
  return started
}

/** Slonik's driver over a pg client in pipeline mode, with our column types and a limit on waiting, neither of which its own driver can be given. */
export const pipelinedDriver = (config: pg.ClientConfig): DriverFactory =>
  createDriverFactory(async () => ({
    createPoolClient: async ({ clientEventEmitter }) => {
      const client = new pg.Client({ ...config, pipeline: true } as pg.ClientConfig)
      client.on('error', (error) => clientEventEmitter.emit('error', slonikError(error)))
      client.on('notice', ({ message }) => message && clientEventEmitter.emit('notice', { message }))
      return {
        connect: async () => {
          await client.connect()
        },
        end: () => client.end(),
        query: async (text, values, options) => {
          const opening = text === 'START TRANSACTION' ? openingWith.getStore() : undefined
          return opening ? begin(client, opening) : run(client, { text, ...(values && { values }), ...(options?.name && { name: options.name }) })
        },
        stream: () => {
          throw new UnexpectedStateError('streams are not used here: page by key instead')
        },
      }
    },
  }))
