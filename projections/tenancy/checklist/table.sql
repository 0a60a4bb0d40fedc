-- kind: tenant
create table tenancy_checklist (
  tenant_id text not null,
  step text not null,
  done_at timestamptz not null,
  primary key (tenant_id, step)
);
