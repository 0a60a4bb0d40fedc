-- The keys of persons lie in a database of their own, backed up apart from the log: destroying one makes every copy of that person's data unreadable.
revoke all on schema public from public;
grant usage on schema kontor to kontor_keys;

-- kind: platform
-- grants: kontor_keys select, insert, update
create table person_keys (
  tenant_id text not null,
  person_id text not null,
  -- The person's key, wrapped by the installation's; empty once destroyed.
  wrapped bytea,
  created_at timestamptz not null default now(),
  destroyed_at timestamptz,
  primary key (tenant_id, person_id)
);
