-- kind: tenant
create table rewards_list (
  tenant_id text not null,
  reward_id text not null,
  partner_id text not null,
  customer_id text not null,
  deal_id text not null,
  minor numeric not null,
  base numeric not null,
  base_word text not null,
  currency text not null,
  rate text not null,
  terms_version int not null,
  held_until timestamptz not null,
  reverses text,
  -- As the reward's own facts have it; `status` is that, or what the payout makes of it.
  state text not null,
  status text not null,
  -- The last payout that asked for it.
  payout_id text,
  occurred_at timestamptz not null,
  primary key (tenant_id, reward_id)
);
create index rewards_list_newest on rewards_list (tenant_id, occurred_at desc, reward_id desc);
create index rewards_list_of_partner on rewards_list (tenant_id, partner_id, occurred_at desc, reward_id desc);
create index rewards_list_of_deal on rewards_list (tenant_id, deal_id);
create index rewards_list_of_payout on rewards_list (tenant_id, payout_id);

-- kind: tenant
create table rewards_payouts (
  tenant_id text not null,
  payout_id text not null,
  partner_id text not null,
  number int not null,
  status text not null,
  paid_at timestamptz,
  reference text,
  primary key (tenant_id, payout_id)
);

-- kind: tenant
create table rewards_names (
  tenant_id text not null,
  subject text not null,
  id text not null,
  partner_id text not null,
  name text not null,
  primary key (tenant_id, subject, id)
);

-- Every ledger line, for balances of the past.
-- kind: tenant
create table rewards_entries (
  tenant_id text not null,
  event_id text not null,
  ledger text not null,
  account_id text not null,
  partner_id text not null,
  minor numeric not null,
  occurred_at timestamptz not null,
  primary key (tenant_id, event_id, ledger)
);
create index rewards_entries_by_time on rewards_entries (tenant_id, partner_id, occurred_at);

-- Their sums, for balances of now.
-- kind: tenant
create table rewards_balances (
  tenant_id text not null,
  account_id text not null,
  partner_id text not null,
  currency text not null,
  held numeric not null default 0,
  available numeric not null default 0,
  requested numeric not null default 0,
  paid numeric not null default 0,
  primary key (tenant_id, account_id)
);
create index rewards_balances_of_partner on rewards_balances (tenant_id, partner_id);
