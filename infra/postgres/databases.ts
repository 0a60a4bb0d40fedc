import pg from 'pg'
import { type LoginRole, passwordOf } from './roles.ts'

const { escapeIdentifier } = pg

/** The two databases of one installation, and how each role gets to its own: `kontor_keys` to the keys of persons, everyone else to the main one. */
export type Databases = { readonly main: string; readonly keys: string; url(role: LoginRole): string; keysUrl(role: LoginRole): string }

/** The same server under another name. */
export const urlWith = (url: string, parts: { database?: string; user?: string; password?: string }): string => {
  const changed = new URL(url)
  if (parts.database !== undefined) changed.pathname = `/${encodeURIComponent(parts.database)}`
  if (parts.user !== undefined) changed.username = encodeURIComponent(parts.user)
  if (parts.password !== undefined) changed.password = encodeURIComponent(parts.password)
  return changed.href
}

const mainOf = (adminUrl: string): string => {
  const named = decodeURIComponent(new URL(adminUrl).pathname.slice(1))
  return named === '' || named === 'postgres' ? 'kontor' : named
}

/** The databases that belong to the server and database named by `adminUrl`; a URL that names `postgres` means the database `kontor`. */
export const databasesOf = (adminUrl: string, secret: Buffer): Databases => {
  const main = mainOf(adminUrl)
  const keys = `${main}_keys`
  const to = (database: string, role: LoginRole) => urlWith(adminUrl, { database, user: role, password: passwordOf(secret, role) })
  return { main, keys, url: (role) => to(role === 'kontor_keys' ? keys : main, role), keysUrl: (role) => to(keys, role) }
}

/** Creates the databases that are missing and hands those that stand to `kontor_owner`. The admin is its member just as long as that takes; one process at a time. */
export const ensureDatabases = async (session: pg.Client, { main, keys }: Databases): Promise<void> => {
  const { rows } = await session.query<{ name: string; owner: string }>(
    'select datname as name, pg_get_userbyid(datdba) as owner from pg_database where datname = any($1)',
    [[main, keys]],
  )
  const owners = new Map(rows.map(({ name, owner }) => [name, owner]))
  const wrong = [main, keys].filter((database) => owners.get(database) !== 'kontor_owner')
  if (wrong.length === 0) return
  await session.query('grant kontor_owner to current_user with inherit true, set true')
  for (const database of wrong) {
    if (owners.has(database)) await session.query(`alter database ${escapeIdentifier(database)} owner to kontor_owner`)
    else await session.query(`create database ${escapeIdentifier(database)} owner kontor_owner encoding 'UTF8' template template0`)
  }
  await session.query('revoke kontor_owner from current_user granted by current_user')
}

const connectors: Readonly<Record<'main' | 'keys', readonly LoginRole[]>> = {
  main: ['kontor_app', 'kontor_platform', 'kontor_projector', 'kontor_store', 'kontor_migrator'],
  keys: ['kontor_keys', 'kontor_migrator'],
}

/** Who may connect where. Not part of the migrations, because a database cloned from a template starts without it. */
export const accessStatements = (databases: Databases, which: 'main' | 'keys', admin: string): readonly string[] => {
  const database = escapeIdentifier(databases[which])
  const allowed = [...connectors[which], ...(which === 'main' ? [escapeIdentifier(admin)] : [])]
  return [`revoke all on database ${database} from public`, `grant connect on database ${database} to ${allowed.join(', ')}`]
}
