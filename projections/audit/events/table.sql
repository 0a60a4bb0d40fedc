-- kind: tenant
create table audit_events (
  tenant_id text not null,
  event_id text not null,
  -- Where it stands in the log; kept wide, since the store's positions are.
  position numeric(20) not null,
  type text not null,
  stream text not null,
  revision bigint not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  actor_kind text not null,
  actor_id text not null,
  command_id text not null,
  correlation_id text not null,
  causation_id text not null,
  -- Without what is personal, whoever asks: that is read from the log, by those who say why.
  data jsonb not null,
  -- Also the order of the list, so that a click costs one index less.
  primary key (tenant_id, position, event_id)
);
-- Of clicks there are a thousand for each other event, so the newest of their type or of visitors stand in the order of the list anyway.
create index audit_events_of_type on audit_events (tenant_id, type, position desc) where type <> 'links.ClickRecorded';
create index audit_events_of_actor on audit_events (tenant_id, actor_id, position desc) where actor_id <> 'visitor';
create index audit_events_of_stream on audit_events (tenant_id, stream, position desc);
create index audit_events_of_correlation on audit_events (tenant_id, correlation_id);
-- The platform's own people look over all tenants at once.
create index audit_events_of_all on audit_events (position desc);
