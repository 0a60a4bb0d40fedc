-- The stand-in of Bitrix24: what its portals hold. A portal is a tenant's.

-- kind: platform
-- grants: kontor_platform select, insert, update, delete
create table sandbox_bitrix24_items (
  -- 1 lead, 2 deal, 3 contact, as the portal numbers them.
  entity integer not null,
  id bigint not null,
  portal text not null,
  -- As crm.item.* names them; sums are decimal text.
  fields jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  moved_at timestamptz not null,
  primary key (entity, id)
);
create index sandbox_bitrix24_items_changed on sandbox_bitrix24_items (portal, entity, updated_at, id);
create index sandbox_bitrix24_items_origin on sandbox_bitrix24_items (portal, entity, (fields ->> 'originId'));

-- The last id given out.
-- kind: platform
-- grants: kontor_platform select, insert, update
create table sandbox_bitrix24_ids (
  entity integer primary key,
  last bigint not null
);

-- What goes wrong on purpose; a fault without a row is off.
-- kind: platform
-- grants: kontor_platform select, insert, update
create table sandbox_faults (
  stand_in text not null,
  fault text not null,
  active boolean not null,
  primary key (stand_in, fault)
);
