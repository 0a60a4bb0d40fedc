import type { Databases } from '../../postgres/index.ts'
import { asOwner, inTransaction } from '../../postgres/session.ts'
import type { Places } from './positions-in.ts'
import { MigrationRefused } from './survey.ts'

/** The roles that a running Kontor is connected as from its start to its end. */
const working = ['kontor_app', 'kontor_platform', 'kontor_projector']

const kept = `
  select position::text from kontor.work_readers union select position::text from kontor.work_items where state <> 'done'`
const moved = `unnest($1::numeric[], $2::numeric[]) as place (at, becomes)`

/**
 * Leads what this installation keeps of positions over to a copy of its log, in one transaction: readers of work stand behind the event they stood behind, open work
 * keeps its order, and views are forgotten, so that the next start fills them anew. Answers false when that was done before.
 * @throws MigrationRefused while Kontor runs
 */
export const switchReaders = (databases: Databases, placesOf: (wanted: readonly bigint[]) => Promise<Places>): Promise<boolean> =>
  asOwner(databases.url('kontor_migrator'), (session) =>
    inTransaction(session, async () => {
      const others = 'select from pg_stat_activity where datname = current_database() and usename = any($1)'
      if ((await session.query(others, [working])).rowCount !== 0) throw new MigrationRefused('Kontor runs: stop it first')
      await session.query('lock table kontor.frontiers, kontor.work_readers, kontor.work_items in exclusive mode')
      // Where no view stands anywhere nothing has read the log since this was done.
      if ((await session.query('delete from kontor.frontiers')).rowCount === 0) return false
      const { rows } = await session.query<{ position: string }>(kept)
      const places = await placesOf(rows.map(({ position }) => BigInt(position)))
      const pairs = [[...places.keys()].map(String), [...places.values()].map((place) => (place === undefined ? null : String(place)))]
      await session.query(`delete from kontor.work_readers using ${moved} where position = at and becomes is null`, pairs)
      await session.query(`update kontor.work_readers set position = becomes from ${moved} where position = at`, pairs)
      await session.query(`update kontor.work_items set position = becomes from ${moved} where position = at and state <> 'done'`, pairs)
      return true
    }),
  )
