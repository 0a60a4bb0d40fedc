-- kind: tenant
create table links_list (
  tenant_id text not null,
  partner_id text not null,
  link_id text not null,
  code text not null,
  type text not null,
  title text not null,
  target_url text,
  utm jsonb not null,
  status text not null,
  created_at timestamptz not null,
  customers int not null,
  primary key (tenant_id, link_id)
);
create index links_list_newest on links_list (tenant_id, created_at desc, link_id desc);
create index links_list_of_partner on links_list (tenant_id, partner_id, created_at desc, link_id desc);

-- kind: tenant
create table links_partners (
  tenant_id text not null,
  partner_id text not null,
  name text not null,
  primary key (tenant_id, partner_id)
);

-- Who came by which link: a reward names its customer, not the link.
-- kind: tenant
create table links_customers (
  tenant_id text not null,
  partner_id text not null,
  customer_id text not null,
  link_id text not null,
  primary key (tenant_id, customer_id)
);

-- `position` is the last fact that is in `minor`: the same facts told again add nothing.
-- kind: tenant
create table links_earned (
  tenant_id text not null,
  partner_id text not null,
  link_id text not null,
  currency text not null,
  minor numeric not null,
  position numeric not null,
  primary key (tenant_id, link_id, currency)
);
