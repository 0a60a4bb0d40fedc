import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { databasesOf, urlWith } from '../postgres/databases.ts'
import type { Databases } from '../postgres/index.ts'
import { grantAccess } from '../postgres/prepare.ts'
import { withSession } from '../postgres/session.ts'

/** What the run's one server is known by; provided by global-setup.ts. */
export type TestServer = { readonly superuserUrl: string; readonly template: string; readonly secret: string }

declare module 'vitest' {
  interface ProvidedContext {
    postgres: TestServer
  }
}

/** A migrated pair of databases that nobody else uses. `adminUrl` is a superuser's, on the main one: for looking into the catalogue and ending backends, never for the code under test. */
export type TestDatabase = { readonly databases: Databases; readonly adminUrl: string; drop(): Promise<void> }

const { escapeIdentifier } = pg

/** Ends whatever is connected and removes the databases. */
export const dropDatabases = (superuserUrl: string, names: readonly string[]): Promise<void> =>
  withSession(superuserUrl, async (session) => {
    for (const name of names) await session.query(`drop database if exists ${escapeIdentifier(name)} with (force)`)
  })

/** Clones the template. Call `drop` when done; a database that was left behind harms nobody and goes with the server. */
export const testDatabase = async (): Promise<TestDatabase> => {
  const { superuserUrl, template, secret } = inject('postgres')
  const name = `test_${randomBytes(8).toString('hex')}`
  const adminUrl = urlWith(superuserUrl, { database: name })
  const databases = databasesOf(adminUrl, Buffer.from(secret))
  await withSession(superuserUrl, async (session) => {
    await session.query(`create database ${escapeIdentifier(databases.main)} template ${escapeIdentifier(template)} owner kontor_owner`)
    await session.query(`create database ${escapeIdentifier(databases.keys)} template ${escapeIdentifier(`${template}_keys`)} owner kontor_owner`)
  })
  await grantAccess(databases, decodeURIComponent(new URL(superuserUrl).username))
  const drop = () => dropDatabases(superuserUrl, [databases.main, databases.keys])
  return { databases, adminUrl, drop }
}
