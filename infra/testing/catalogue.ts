import type pg from 'pg'

/** What must not be found in the catalogue, each as one query for the names of the offenders. */
const rules: Readonly<Record<string, string>> = {
  'a table without a kind': `select c.oid::regclass::text as name from tables c where kind is null`,
  'a tenant table without forced row-level security': `select name from tables where kind = 'tenant' and not (relrowsecurity and relforcerowsecurity)`,
  'a tenant table without its policies': `
    select name from tables c where kind = 'tenant' and exists (
      select from (values ('tenant', true), ('platform', true), ('projector', true), ('partner', false)) as must (policy, permissive)
      where (must.policy <> 'partner' or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'partner_id'))
        and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = must.policy and p.polpermissive = must.permissive
                        and p.polcmd = '*' and p.polqual is not null and p.polwithcheck is not null))`,
  'a key of a tenant table that does not begin with tenant_id': `
    select i.indexrelid::regclass::text as name from tables c join pg_index i on i.indrelid = c.oid
    where kind = 'tenant' and i.indisunique
      and (select attname from pg_attribute a where a.attrelid = c.oid and a.attnum = i.indkey[0]) is distinct from 'tenant_id'`,
  'a table with tenant_id that is open to requests without row-level security': `
    select name from tables c where kind <> 'tenant' and has_table_privilege('kontor_app', c.oid, 'select')
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id')`,
  'something that is not owned by kontor_owner': `
    select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('views', 'kontor', 'eventstore') and pg_get_userbyid(c.relowner) <> 'kontor_owner'`,
  'something that is open to everyone': `
    select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) acl
    where n.nspname in ('views', 'kontor', 'eventstore') and acl.grantee = 0
    union all
    select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace,
      aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) acl
    where n.nspname in ('views', 'kontor', 'eventstore') and acl.grantee = 0`,
  'a function with the rights of its owner and without a search_path of its own': `
    select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('views', 'kontor', 'eventstore') and p.prosecdef and not coalesce(p.proconfig::text like '%search_path=%', false)`,
  'a view that reads with the rights of its owner': `
    select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('views', 'kontor') and (c.relkind = 'm' or (c.relkind = 'v' and not coalesce(c.reloptions::text like '%security_invoker=true%', false)))`,
}

const tables = `
  with tables as (
    select c.oid, c.oid::regclass::text as name, c.relrowsecurity, c.relforcerowsecurity,
           substring(obj_description(c.oid, 'pg_class') from '^kind: (tenant|directory|platform)$') as kind
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('views', 'kontor') and c.relkind in ('r', 'p'))`

/** Everything in the catalogue that breaks tenancy by construction, one line each; none is what we want (reliability.md §3, 17 and 19). */
export const catalogueOffenders = async (session: pg.Client): Promise<readonly string[]> => {
  const found: string[] = []
  for (const [rule, query] of Object.entries(rules)) {
    const { rows } = await session.query<{ name: string }>(`${tables} ${query}`)
    found.push(...rows.map(({ name }) => `${rule}: ${name}`))
  }
  return found
}
