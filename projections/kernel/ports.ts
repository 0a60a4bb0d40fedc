import type { Feed } from '@kontor/core/kernel'
import type { DatabasePool } from 'slonik'
import type { Projection } from './projection.ts'

export type Log = {
  readonly info: (about: object, message: string) => void
  readonly warn: (about: object, message: string) => void
}

/** DDL for the tables of views, which the runner's own role has no right to. */
export type ViewTables = {
  /** The text of a view's `table.sql`. */
  readonly sqlOf: (view: string) => Promise<string>
  /** Makes the tables of one `table.sql` in that schema, which it makes too; policies and grants by their kinds. All of them or none. */
  readonly create: (tables: { sql: string; schema: string }) => Promise<void>
  /** Runs these statements in one transaction as the owner of the tables. */
  readonly asOwner: (statements: readonly string[]) => Promise<void>
}

/** What projections need of the world. */
export type ProjectorDeps = {
  readonly projections: readonly Projection[]
  readonly feed: Feed
  /** As `kontor_projector`, search path `views, kontor`, four connections at least. */
  readonly pool: DatabasePool
  readonly tables: ViewTables
  readonly log: Log
  /** How long another owner of a view may stand still while the log goes on, in milliseconds, before this process takes over. */
  readonly standByMs?: number | undefined
}
