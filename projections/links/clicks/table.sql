-- kind: tenant
create table links_clicks (
  tenant_id text not null,
  click_id text not null,
  partner_id text not null,
  link_id text not null,
  kind text not null,
  visit text not null,
  browser text not null,
  device text not null,
  referer_host text,
  -- Absent once the key of its day is destroyed.
  visitor text,
  occurred_at timestamptz not null,
  stream text not null,
  revision bigint not null,
  primary key (tenant_id, click_id)
);
create index links_clicks_newest on links_clicks (tenant_id, link_id, occurred_at desc);
create index links_clicks_visitor on links_clicks (tenant_id, visitor);

-- One row for each person, link and day, by a mark that says all three: the first that comes counts as unique.
-- kind: tenant
create table links_visits (
  tenant_id text not null,
  visit text not null,
  primary key (tenant_id, visit)
);

-- kind: tenant
create table links_by_day (
  tenant_id text not null,
  partner_id text not null,
  link_id text not null,
  day date not null,
  clicks int not null,
  bots int not null,
  uniques int not null,
  primary key (tenant_id, link_id, day)
);
create index links_by_day_period on links_by_day (tenant_id, day);

-- All days together, so that a list of links costs the same after years.
-- kind: tenant
create table links_totals (
  tenant_id text not null,
  partner_id text not null,
  link_id text not null,
  clicks int not null,
  bots int not null,
  uniques int not null,
  primary key (tenant_id, link_id)
);

-- In which zone the days of a link begin.
-- kind: tenant
create table links_zones (
  tenant_id text not null,
  partner_id text not null,
  link_id text not null,
  time_zone text not null,
  primary key (tenant_id, link_id)
);
