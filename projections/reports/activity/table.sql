-- How far each tenant's events were counted, so that a repeat counts nothing.
-- kind: tenant
create table reports_seen (
  tenant_id text not null,
  position numeric not null,
  primary key (tenant_id)
);

-- What each deal counts for now, so that its next fact counts by the difference.
-- kind: tenant
create table reports_deals (
  tenant_id text not null,
  deal_id text not null,
  partner_id text not null,
  currency text not null,
  won boolean not null,
  amount numeric not null,
  refunded numeric not null,
  primary key (tenant_id, deal_id)
);

-- A quarter of an hour each, since every zone's day begins at one. What is no money has no currency.
-- kind: tenant
create table reports_buckets (
  tenant_id text not null,
  at timestamptz not null,
  partner_id text not null,
  currency text not null,
  customers int not null,
  deals int not null,
  won int not null,
  won_minor numeric not null,
  earned_minor numeric not null,
  primary key (tenant_id, at, partner_id, currency)
);
create index reports_buckets_of_partner on reports_buckets (tenant_id, partner_id, at);

-- The same since the beginning.
-- kind: tenant
create table reports_totals (
  tenant_id text not null,
  partner_id text not null,
  currency text not null,
  customers int not null,
  deals int not null,
  won int not null,
  won_minor numeric not null,
  earned_minor numeric not null,
  primary key (tenant_id, partner_id, currency)
);

-- kind: tenant
create table reports_latest (
  tenant_id text not null,
  event_id text not null,
  -- Of what happened at one moment, what was written later is the newer.
  position numeric not null,
  partner_id text not null,
  kind text not null,
  occurred_at timestamptz not null,
  customer_id text,
  deal_id text,
  reward_id text,
  payout_id text,
  payout_number int,
  minor numeric,
  currency text,
  primary key (tenant_id, event_id)
);
create index reports_latest_newest on reports_latest (tenant_id, occurred_at desc, position desc);
create index reports_latest_of_partner on reports_latest (tenant_id, partner_id, occurred_at desc, position desc);
create index reports_latest_of_payout on reports_latest (tenant_id, payout_id);

-- kind: tenant
create table reports_names (
  tenant_id text not null,
  subject text not null,
  id text not null,
  partner_id text not null,
  name text not null,
  primary key (tenant_id, subject, id)
);
