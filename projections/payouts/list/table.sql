-- kind: tenant
create table payouts_list (
  tenant_id text not null,
  payout_id text not null,
  partner_id text not null,
  number int not null,
  minor numeric not null,
  currency text not null,
  reward_ids text[] not null,
  status text not null,
  comment text,
  decision_comment text,
  reference text,
  reason text,
  requested_at timestamptz not null,
  decided_at timestamptz,
  decided_by text,
  paid_at timestamptz,
  primary key (tenant_id, payout_id)
);
create index payouts_list_newest on payouts_list (tenant_id, requested_at desc, payout_id desc);
create index payouts_list_of_partner on payouts_list (tenant_id, partner_id, requested_at desc, payout_id desc);

-- kind: tenant
create table payouts_names (
  tenant_id text not null,
  subject text not null,
  id text not null,
  partner_id text not null,
  name text not null,
  primary key (tenant_id, subject, id)
);
