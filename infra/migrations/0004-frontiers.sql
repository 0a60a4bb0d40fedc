-- How far each view has seen the log, matching or not (design.md §5). One row a view, and `rebuild:<view>` for as long as it is filled beside.
-- kind: platform
-- grants: kontor_projector select, insert, update, delete; kontor_app select; kontor_platform select
create table frontiers (
  view text primary key,
  version integer not null,
  -- The store's positions are unsigned 64 bit, which bigint cannot hold. Null: nothing was read yet.
  position numeric(20, 0),
  -- recordedAt of the last event seen: how old a view that lags behind is.
  seen_at timestamptz,
  state text not null default 'running' check (state in ('running', 'catching-up', 'stopped')),
  error text
);
