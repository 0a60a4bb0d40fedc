-- What dealing with a provider keeps outside the log: how often it may still be asked, its secrets, and how far it was looked through.

-- A bucket a limit, filled steadily and emptied by what is asked; here, so that a restart or a second process asks no more often.
-- kind: platform
-- grants: kontor_platform select, insert, update
create table rate_buckets (
  key text primary key,
  tokens double precision not null,
  filled_at timestamptz not null
);

-- The vault: addresses and tokens of a tenant's CRM, each sealed under a key that the root gives the tenant.
-- kind: platform
-- grants: kontor_platform select, insert, update, delete
create table crm_secrets (
  tenant_id text not null,
  name text not null check (name in ('webhookUrl', 'applicationToken')),
  sealed bytea not null,
  changed_at timestamptz not null default now(),
  primary key (tenant_id, name)
);

-- How far each connected CRM was looked through for what its events did not tell. One process at a time holds a row, until `next_at`.
-- kind: platform
-- grants: kontor_platform select, insert, update
create table crm_polls (
  tenant_id text primary key,
  -- Deals changed since then are looked at; of those changed in that very second, as many were seen already.
  since timestamptz not null,
  skip integer not null default 0,
  next_at timestamptz not null,
  polled_at timestamptz,
  problem text,
  -- When the portal last told us something.
  heard_at timestamptz
);
create index crm_polls_due on crm_polls (next_at);
