-- kind: tenant
create table badges_counters (
  tenant_id text not null,
  badge text not null,
  -- One row for each thing that waits, so that a repeated event counts once.
  id text not null,
  primary key (tenant_id, badge, id)
);
