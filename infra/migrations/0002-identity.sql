-- What sign-in keeps outside the log (design.md §4, "Not every row is an event"): secrets, and state that is no business history.

-- The vault: password hashes, which no event may hold.
-- kind: platform
-- grants: kontor_platform select, insert, update, delete
create table credentials (
  user_id text primary key,
  hash text not null,
  changed_at timestamptz not null default now()
);

-- One row a session; the token itself is kept by its holder alone.
-- kind: platform
-- grants: kontor_platform select, insert, update, delete
create table refresh_families (
  family_id text primary key,
  user_id text not null,
  token_hash bytea not null,
  tenant_id text not null,
  slug text not null,
  role text not null,
  partner_id text,
  created_at timestamptz not null default now(),
  rotated_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  -- An old token came back: whoever holds any token of this family is told so.
  reused_at timestamptz
);
create index refresh_families_of_user on refresh_families (user_id) where revoked_at is null;
create index refresh_families_of_partner on refresh_families (tenant_id, partner_id) where revoked_at is null;

-- One window a subject: an account, an address, or an account at an address it was signed in from before. Subjects are keyed hashes.
-- kind: platform
-- grants: kontor_platform select, insert, update, delete
create table sign_in_failures (
  subject text primary key,
  started_at timestamptz not null default now(),
  failures integer not null
);

-- Where an account was signed in from: such a place has a window of its own, so strangers cannot lock the owner out.
-- kind: platform
-- grants: kontor_platform select, insert, update, delete
create table sign_in_places (
  subject text primary key,
  seen_at timestamptz not null default now()
);
