/** Names a schema inside SQL text. The name comes from configuration, so anything but a plain identifier is refused rather than escaped. */
export const schemaName = (schema: string): string => {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(schema)) throw new Error(`Not a schema name: ${JSON.stringify(schema)}`)
  return schema
}

/** The largest int64. */
export const tombstoneRevision = '9223372036854775807'

const vacuum = 'autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 10000'

/**
 * The tables of the log, for a schema that exists. Repeatable; says nothing of owners or grants, which are the migrator's business.
 * The server needs select and insert on both and no right to define anything.
 *
 * - `streams` gives each name a number, which is the position of the stream's first event: unique without a sequence.
 * - `events` is the log. A stream's head is its highest revision here and nowhere else, so the two cannot disagree.
 *   The second key makes a second writer fail instead of forking a stream. `created` is in milliseconds since 1970.
 *   Vacuum comes early and often: it tells Postgres of the little room that is left in full pages, and smaller events go there. While those pages are fresh that costs
 *   nothing; in old ones each such event would put a whole page into the WAL (docs/performance.md).
 * - `events_tombstones` holds the few streams that were deleted for ever: whether there are any is asked at every start.
 */
export const storeSchema = (schema: string): string => {
  const name = schemaName(schema)
  return `
create table if not exists ${name}.streams (
  id bigint primary key,
  name text collate "C" not null unique
);
create table if not exists ${name}.events (
  position bigint primary key,
  stream_id bigint not null,
  revision bigint not null,
  created bigint not null,
  id uuid not null,
  is_json boolean not null,
  type text collate "C" not null,
  data bytea not null,
  metadata bytea not null,
  unique (stream_id, revision)
) with (${vacuum});
do $$ begin
  if (select reloptions is null from pg_class where oid = '${name}.events'::regclass) then alter table ${name}.events set (${vacuum}); end if;
end $$;
create index if not exists events_tombstones on ${name}.events (stream_id) where revision = ${tombstoneRevision};
`
}
