-- What has to be done to the world because of an event, and what has to happen at a moment. None of it can be rebuilt from the log: it tells what was already done.

-- kind: platform
-- grants: kontor_platform select, insert, update
create table work_readers (
  name text primary key,
  -- The log has been turned into items up to here. Moved only from the value its reader knows, so a second reader fails.
  position numeric(20) not null
);

-- kind: platform
-- grants: kontor_platform select, insert, update
create table work_items (
  -- UUIDv5 of event and effect: one item, however often the log is read.
  id text primary key,
  effect text not null,
  gateway text not null,
  order_key text not null,
  repeat_safe text not null check (repeat_safe in ('yes', 'no', 'lookup')),
  -- Where the event lies. The item itself holds nothing of a person, so erasing one leaves nothing here.
  event_id text not null,
  stream text not null,
  revision bigint not null,
  position numeric(20) not null,
  state text not null default 'ready' check (state in ('ready', 'claimed', 'parked', 'done')),
  not_before timestamptz not null,
  attempts integer not null default 0,
  worker text,
  lease_until timestamptz,
  reason text,
  settled_at timestamptz,
  check ((state = 'claimed') = (lease_until is not null and worker is not null))
);
create index work_items_ready on work_items (position, effect) where state = 'ready';
create index work_items_open_by_key on work_items (order_key, position, effect) where state in ('ready', 'claimed');
create index work_items_parked on work_items (gateway, settled_at) where state = 'parked';
-- The rule itself: whatever two workers believe they saw, one item of a key is in flight.
create unique index work_items_one_in_flight on work_items (order_key) where state = 'claimed';

-- kind: platform
-- grants: kontor_platform select, insert, update
create table timers (
  -- UUIDv5 of kind, subject and due time, and the id of the command that firing gives.
  id text primary key,
  kind text not null,
  tenant_id text not null,
  subject text not null,
  due_at timestamptz not null,
  command jsonb not null,
  correlation_id text not null,
  causation_id text not null,
  -- The due time, or later when firing failed.
  not_before timestamptz not null,
  attempts integer not null default 0,
  fired_at timestamptz,
  reason text
);
create index timers_waiting on timers (not_before) where fired_at is null;
