-- kind: tenant
create table deals_customers (
  tenant_id text not null,
  customer_id text not null,
  partner_id text not null,
  name text not null,
  phone text,
  email text,
  company text,
  comment text,
  source text not null,
  link_id text,
  click_id text,
  duplicate_of text,
  waits boolean not null,
  suspicious boolean not null,
  created_at timestamptz not null,
  primary key (tenant_id, customer_id)
);
create index deals_customers_newest on deals_customers (tenant_id, created_at desc, customer_id desc);
create index deals_customers_of_partner on deals_customers (tenant_id, partner_id, created_at desc, customer_id desc);
create index deals_customers_waiting on deals_customers (tenant_id, created_at desc) where waits;

-- kind: tenant
create table deals_customers_deals (
  tenant_id text not null,
  deal_id text not null,
  customer_id text not null,
  partner_id text not null,
  status text not null,
  lost_reason text,
  crm_state text,
  external_id text,
  url text,
  crm_reason text,
  stage text,
  stage_name text,
  stage_since timestamptz not null,
  amount text,
  currency text,
  refunded text,
  opened_at timestamptz not null,
  won_at timestamptz,
  occurred_at timestamptz not null,
  primary key (tenant_id, deal_id)
);
create index deals_customers_deals_of on deals_customers_deals (tenant_id, customer_id, opened_at desc, deal_id desc);

-- kind: tenant
create table deals_customers_rewards (
  tenant_id text not null,
  reward_id text not null,
  deal_id text not null,
  partner_id text not null,
  amount text not null,
  currency text not null,
  status text not null,
  held_until timestamptz not null,
  payout_id text,
  primary key (tenant_id, reward_id)
);
create index deals_customers_rewards_of on deals_customers_rewards (tenant_id, deal_id);

-- kind: tenant
create table deals_customers_payouts (
  tenant_id text not null,
  payout_id text not null,
  partner_id text not null,
  status text not null,
  primary key (tenant_id, payout_id)
);

-- kind: tenant
create table deals_customers_partners (
  tenant_id text not null,
  partner_id text not null,
  name text not null,
  primary key (tenant_id, partner_id)
);

-- kind: tenant
create table deals_customers_links (
  tenant_id text not null,
  link_id text not null,
  partner_id text not null,
  title text not null,
  primary key (tenant_id, link_id)
);
