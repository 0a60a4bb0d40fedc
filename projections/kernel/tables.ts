import { z } from 'zod'
import { besideSchema, liveSchema } from './feeding.ts'
import { begin, restart } from './frontier-rows.ts'
import type { ProjectorDeps } from './ports.ts'
import type { Projection } from './projection.ts'
import { sql } from './sql.ts'

/** The tables that a `table.sql` makes. */
export const tablesIn = (text: string): readonly string[] => [...text.matchAll(/^\s*create table (\w+)/gim)].map(([, name = '']) => name)

type Deps = Pick<ProjectorDeps, 'pool' | 'tables'>

const exist = async ({ pool }: Deps, names: readonly string[]): Promise<boolean> => {
  const paths = names.map((name) => `${liveSchema}.${name}`)
  const known = await pool.oneFirst(
    sql.type(z.object({ known: z.int() }))`select count(to_regclass(path))::int as known from unnest(${sql.array(paths, 'text')}) as path`,
  )
  return known === names.length
}

/** Answers whether they were missing. */
const createMissing = async (deps: Deps, text: string): Promise<boolean> => {
  const names = tablesIn(text)
  if (await exist(deps, names)) return false
  try {
    await deps.tables.create({ sql: text, schema: liveSchema })
  } catch (error) {
    // Another process may have been first; that is no failure.
    if (!(await exist(deps, names))) throw error
  }
  return true
}

/** Makes the tables and the frontier of a view that has none. A frontier that begins anew begins with empty tables, in one transaction. */
export const prepareView = async (deps: Deps, { name, version }: Projection): Promise<void> => {
  const text = await deps.tables.sqlOf(name)
  const wereMissing = await createMissing(deps, text)
  await deps.pool.transaction(async (tx) => {
    const begun = await tx.any(wereMissing ? restart(name, version) : begin(name, version))
    if (begun.length === 0) return
    for (const table of tablesIn(text)) await tx.query(sql.typeAlias('void')`delete from ${sql.identifier([liveSchema, table])}`)
  })
}

/** Empty tables beside the live ones; whatever an earlier attempt left there is gone. */
export const prepareBeside = async ({ tables }: Pick<ProjectorDeps, 'tables'>, view: string): Promise<void> => {
  const schema = besideSchema(view)
  await tables.asOwner([`drop schema if exists ${schema} cascade`])
  await tables.create({ sql: await tables.sqlOf(view), schema })
}
