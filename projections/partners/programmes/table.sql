-- kind: tenant
create table partners_programmes (
  tenant_id text not null,
  programme_id text not null,
  slug text not null,
  name text not null,
  currency text not null,
  time_zone text not null,
  created_at timestamptz not null,
  terms jsonb,
  primary key (tenant_id, programme_id)
);
create index partners_programmes_newest on partners_programmes (tenant_id, created_at desc, programme_id desc);
