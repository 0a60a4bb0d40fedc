import { everyTenant, viewsChannel } from './changes.ts'
import { besideKey, besideSchema, type Feeding, liveSchema } from './feeding.ts'
import type { ViewTables } from './ports.ts'
import { at } from './positions.ts'
import { tablesIn } from './tables.ts'

/** Readers queue behind the switch while it waits for the last of them: this is the longest any of them is held up, in milliseconds. */
const lockTimeoutMs = 200

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`

/** The frontier of the view becomes that of the tables that were filled beside, if these stand where this process left them and no less far than the old ones. */
const switchFrontier = (view: string, position: string): string => `do $$ begin
  update kontor.frontiers as live set version = beside.version, position = beside.position, seen_at = beside.seen_at, state = 'running', error = null
  from kontor.frontiers as beside
  where live.view = ${literal(view)} and beside.view = ${literal(besideKey(view))}
    and coalesce(beside.position, -1) = ${position} and coalesce(live.position, -1) <= coalesce(beside.position, -1);
  if not found then raise exception 'the tables beside ${view} are not those of this process, or not as far as the live ones'; end if;
  delete from kontor.frontiers where view = ${literal(besideKey(view))};
end $$`

const announcement = (view: string, position: string): string =>
  literal(JSON.stringify({ position, views: [view], changes: [{ view, tenantId: everyTenant }] }))

/**
 * Puts the tables that were filled beside into the place of the live ones, in one short transaction with the frontier and the announcement: readers see the
 * old rows or the new ones. Raises what Postgres raised when a reader would not let go of the old tables in time; nothing has changed then.
 */
export const switchTables = async ({ sqlOf, asOwner }: ViewTables, { key, position, projection: { name } }: Feeding): Promise<void> => {
  if (key !== besideKey(name)) throw new Error(`${key} does not stand beside ${name}`)
  const schema = besideSchema(name)
  const names = tablesIn(await sqlOf(name))
  await asOwner([
    `set local lock_timeout = ${lockTimeoutMs}`,
    ...names.map((table) => `drop table ${liveSchema}.${table}`),
    ...names.map((table) => `alter table ${schema}.${table} set schema ${liveSchema}`),
    `drop schema ${schema}`,
    switchFrontier(name, String(at(position))),
    `select pg_notify(${literal(viewsChannel)}, ${announcement(name, position ?? '0')})`,
  ])
}
