-- kind: tenant
create table tenancy_members (
  tenant_id text not null,
  user_id text not null,
  name text not null,
  role text not null,
  joined_at timestamptz not null,
  primary key (tenant_id, user_id)
);

-- kind: platform
-- Names of people who may one day work somewhere: an account is older than its memberships. No request reads it, or a tenant would learn of strangers.
create table tenancy_people (
  user_id text primary key,
  name text not null
);
