-- The schemas, and the functions that the policies of every tenant table call.

-- Nothing of ours lies in public, and nobody may put anything there.
revoke all on schema public from public;

-- Functions are open to everyone unless one says otherwise: here each names who may call it.
alter default privileges revoke execute on functions from public;

grant usage on schema kontor to kontor_app, kontor_platform, kontor_projector;

-- Read models: disposable, made from projections/<capability>/<view>/table.sql.
create schema views;
grant usage on schema views to kontor_app, kontor_platform, kontor_projector;

-- The embedded event store: for kontor_store alone.
create schema eventstore;
grant usage on schema eventstore to kontor_store;

-- A setting of the transaction. After a pooled transaction it reads '', not NULL; either way a request that forgot to say who acts must fail, not see nothing.
create function kontor.acting(setting text) returns text language plpgsql stable parallel safe set search_path = '' as $$
declare value text := current_setting(setting, true);
begin
  if value is null or value = '' then
    raise exception '% is not set: the statement ran outside asTenant or asPlatform', setting using errcode = 'insufficient_privilege';
  end if;
  return value;
end $$;

create function kontor.acting_tenant() returns text language sql stable parallel safe set search_path = '' as $$ select kontor.acting('app.tenant_id') $$;

-- The acting partner, or '*' for the tenant's own people.
create function kontor.acting_partner() returns text language sql stable parallel safe set search_path = '' as $$ select kontor.acting('app.partner_id') $$;

create function kontor.platform_role() returns text language sql stable parallel safe set search_path = '' as $$ select kontor.acting('app.platform_role') $$;

-- The tenants a manager looks after. Replaced by the migration that brings their assignments; until then managers see none.
create function kontor.platform_sees(tenant_id text) returns boolean language sql stable parallel safe as $$ select false $$;

grant execute on function kontor.acting(text) to kontor_app, kontor_platform;
grant execute on function kontor.acting_tenant(), kontor.acting_partner() to kontor_app;
grant execute on function kontor.platform_role(), kontor.platform_sees(text) to kontor_platform;
