import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import type { Log } from './embedded/log.ts'
import { applyKind } from './kinds.ts'
import { asOwner, inTransaction } from './session.ts'

/** A migration that was already applied reads differently now, or is gone: released migrations are frozen. */
export class MigrationChanged extends Error {
  constructor(name: string) {
    super(`migration ${name} was applied before and has changed since: restore it and write a new one`)
    this.name = 'MigrationChanged'
  }
}

type Migration = { readonly number: number; readonly name: string; readonly sql: string; readonly checksum: string }

/** The files `NNNN-name.sql` of a folder, in order. @throws Error when two bear the same number */
export const readMigrations = (folder: string): readonly Migration[] => {
  if (!existsSync(folder)) return []
  const names = readdirSync(folder).filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name))
  const migrations = names.sort().map((name): Migration => {
    const sql = readFileSync(join(folder, name), 'utf8')
    return { number: Number(name.slice(0, 4)), name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
  })
  const twice = migrations.find(({ number }, index) => migrations[index + 1]?.number === number)
  if (twice) throw new Error(`two migrations bear the number of ${twice.name}`)
  return migrations
}

const ledger = [
  'create schema if not exists kontor',
  `create table if not exists kontor.migrations (number integer primary key, name text not null, checksum text not null, applied_at timestamptz not null default now())`,
  `comment on table kontor.migrations is 'kind: platform'`,
]

const applied = async (session: pg.Client): Promise<ReadonlyMap<number, { name: string; checksum: string }>> => {
  const { rows } = await session.query<{ number: number; name: string; checksum: string }>('select number, name, checksum from kontor.migrations')
  return new Map(rows.map((row) => [row.number, row]))
}

const apply = (session: pg.Client, migration: Migration): Promise<void> =>
  inTransaction(session, async () => {
    await session.query('set local search_path = kontor')
    await session.query(migration.sql)
    for (const statement of applyKind(migration.sql, 'kontor')) await session.query(statement)
    await session.query('insert into kontor.migrations (number, name, checksum) values ($1, $2, $3)', [
      migration.number,
      migration.name,
      migration.checksum,
    ])
  })

/**
 * Brings one database up to the files of `folder`, each in its own transaction, as the owner, one process at a time. A start that is killed leaves no half
 * migration; the next goes on where it ended.
 * @throws MigrationChanged when an applied file reads differently or is missing
 */
export const migrate = (migratorUrl: string, folder: string, log: Log): Promise<void> =>
  asOwner(migratorUrl, async (session) => {
    await session.query(`select pg_advisory_lock(hashtextextended('kontor.migrations', 0))`)
    for (const statement of ledger) await session.query(statement)
    const before = await applied(session)
    const migrations = readMigrations(folder)
    for (const [number, { name, checksum }] of before) {
      if (migrations.find((migration) => migration.number === number)?.checksum !== checksum) throw new MigrationChanged(name)
    }
    for (const migration of migrations.filter(({ number }) => !before.has(number))) {
      await apply(session, migration)
      log.info({ migration: migration.name }, 'migrated')
    }
  })
