-- kind: tenant
create table deals_list (
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
create index deals_list_newest on deals_list (tenant_id, opened_at desc, deal_id desc);
create index deals_list_of_partner on deals_list (tenant_id, partner_id, opened_at desc, deal_id desc);
create index deals_list_stuck on deals_list (tenant_id, opened_at desc) where crm_state = 'failed';

-- kind: tenant
create table deals_list_customers (
  tenant_id text not null,
  customer_id text not null,
  partner_id text not null,
  name text not null,
  primary key (tenant_id, customer_id)
);

-- kind: tenant
create table deals_list_rewards (
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
create index deals_list_rewards_of on deals_list_rewards (tenant_id, deal_id);

-- kind: tenant
create table deals_list_payouts (
  tenant_id text not null,
  payout_id text not null,
  partner_id text not null,
  status text not null,
  primary key (tenant_id, payout_id)
);

-- kind: tenant
create table deals_list_partners (
  tenant_id text not null,
  partner_id text not null,
  name text not null,
  primary key (tenant_id, partner_id)
);
