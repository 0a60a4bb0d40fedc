import { createHmac } from 'node:crypto'
import type pg from 'pg'
import { inTransaction } from './session.ts'

export type LoginRole = 'kontor_app' | 'kontor_platform' | 'kontor_projector' | 'kontor_store' | 'kontor_keys' | 'kontor_migrator'

type Settings = Readonly<Record<string, string>>

/**
 * Who connects, and for how long one may wait: people's requests are short, a projection may catch up, DDL gives way to readers and is repeated.
 * None is superuser, none owns a table, none bypasses row-level security.
 */
const roles: Readonly<Record<LoginRole, Settings>> = {
  kontor_app: { search_path: 'views, kontor', statement_timeout: '15s', lock_timeout: '5s' },
  kontor_platform: { search_path: 'views, kontor', statement_timeout: '30s', lock_timeout: '5s' },
  kontor_projector: { search_path: 'views, kontor', lock_timeout: '10s' },
  kontor_store: { search_path: 'eventstore' },
  kontor_keys: { search_path: 'kontor', statement_timeout: '15s', lock_timeout: '5s' },
  kontor_migrator: { search_path: 'kontor', lock_timeout: '5s' },
}

export const loginRoles = Object.keys(roles) as readonly LoginRole[]

/** Passwords are derived, so nothing but the one secret has to be kept. */
export const passwordOf = (secret: Buffer, role: LoginRole): string => createHmac('sha256', secret).update(`postgres:${role}`).digest('hex')

/** Says under which secret a role was prepared, without saying the password; kept as the role's comment. */
const markOf = (secret: Buffer, role: LoginRole): string => {
  const about = createHmac('sha256', secret)
    .update(`mark:${role}:${JSON.stringify(roles[role])}`)
    .digest('hex')
  return `kontor ${about.slice(0, 16)}`
}

const attributes = 'nosuperuser nobypassrls nocreatedb nocreaterole noreplication'

const prepareRole = async (session: pg.Client, role: LoginRole, secret: Buffer, isNew: boolean): Promise<void> => {
  const inherit = role === 'kontor_migrator' ? 'noinherit' : 'inherit'
  if (isNew) await session.query(`create role ${role} login ${attributes} ${inherit}`)
  await session.query(`alter role ${role} password '${passwordOf(secret, role)}'`)
  for (const [name, value] of Object.entries({ timezone: 'UTC', ...roles[role] })) {
    await session.query(`alter role ${role} set ${name} = ${name === 'search_path' ? value : `'${value}'`}`)
  }
  await session.query(`comment on role ${role} is '${markOf(secret, role)}'`)
}

/** Creates what is missing of the roles and renews what was prepared under another secret. Needs CREATEROLE; one process at a time. */
export const ensureRoles = (session: pg.Client, secret: Buffer): Promise<void> =>
  inTransaction(session, async () => {
    const { rows } = await session.query<{ name: string; mark: string | null }>(
      `select rolname as name, shobj_description(oid, 'pg_authid') as mark from pg_roles where rolname like 'kontor\\_%'`,
    )
    const marks = new Map(rows.map(({ name, mark }) => [name, mark]))
    if (!marks.has('kontor_owner')) await session.query(`create role kontor_owner nologin ${attributes}`)
    for (const role of loginRoles) if (marks.get(role) !== markOf(secret, role)) await prepareRole(session, role, secret, !marks.has(role))
    // `set` alone: the migrator holds nothing of the owner until it says so.
    await session.query('grant kontor_owner to kontor_migrator with inherit false, set true')
  })
