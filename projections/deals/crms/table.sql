-- kind: platform
-- grants: kontor_platform select
create table deals_crms (
  tenant_id text primary key,
  crm text not null,
  reconcile_seconds integer not null,
  connected boolean not null
);
