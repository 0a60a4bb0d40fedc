-- kind: tenant
create table partners_list (
  tenant_id text not null,
  partner_id text not null,
  programme_id text not null,
  name text not null,
  company text,
  email text not null,
  phone text,
  status text not null,
  reason text,
  percent text,
  created_at timestamptz not null,
  decided_at timestamptz,
  decided_by text,
  primary key (tenant_id, partner_id)
);
create index partners_list_newest on partners_list (tenant_id, created_at desc, partner_id desc);
