import { readFile } from 'node:fs/promises'
import type { ViewTables } from '@kontor/projections/kernel'
import { createViewTables, type Databases } from '../postgres/index.ts'
import { asOwner, inTransaction } from '../postgres/session.ts'

/** Where the projections' `table.sql` files lie; beside the bundle, in an image. */
const sources = new URL('../../projections/', import.meta.url)

/** The DDL of the projections, as the owner: their own role has no right to it. `folder` holds `<capability>/<view>/table.sql`. */
export const viewTables = (databases: Databases, folder: URL = sources): ViewTables => {
  const url = databases.url('kontor_migrator')
  return {
    sqlOf: (view) => readFile(new URL(`${view.replace('.', '/')}/table.sql`, folder), 'utf8'),
    create: (tables) => createViewTables(url, tables),
    asOwner: (statements) =>
      asOwner(url, (session) =>
        inTransaction(session, async () => {
          for (const statement of statements) await session.query(statement)
        }),
      ),
  }
}
