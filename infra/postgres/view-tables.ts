import pg from 'pg'
import { applyKind } from './kinds.ts'
import { asOwner, inTransaction } from './session.ts'

const readers = 'kontor_app, kontor_platform, kontor_projector'

/**
 * The statements that make the tables of one `table.sql` in `schema`, kinds applied; run them as the owner in one transaction.
 * Unqualified names in the file lie in that schema for as long as the transaction lasts.
 */
export const viewTableStatements = ({ sql, schema }: { sql: string; schema: string }): readonly string[] => {
  const name = pg.escapeIdentifier(schema)
  return [
    `create schema if not exists ${name}`,
    `grant usage on schema ${name} to ${readers}`,
    `set local search_path = ${name}, kontor`,
    sql,
    ...applyKind(sql, name, true),
  ]
}

/** Makes the tables of one read model, in `views` or beside it while a rebuild fills them. `url` is the migrator's. */
export const createViewTables = (url: string, table: { sql: string; schema: string }): Promise<void> =>
  asOwner(url, (session) =>
    inTransaction(session, async () => {
      for (const statement of viewTableStatements(table)) await session.query(statement)
    }),
  )
