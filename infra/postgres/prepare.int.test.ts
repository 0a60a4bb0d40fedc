import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { urlWith } from './databases.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded/index.ts'
import { silent } from './embedded/log.ts'
import { prepareDatabase } from './prepare.ts'
import { withSession } from './session.ts'

// A server of its own: roles belong to the server, and these tests change them under everyone else's feet.
let server: EmbeddedPostgres
let dataDir: string
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'kontor-prepare-'))
  chmodSync(dataDir, 0o755)
  server = await startEmbeddedPostgres({ dataDir, log: silent })
})
afterAll(async () => {
  await server.stop()
  rmSync(dataDir, { recursive: true })
})

const secret = Buffer.from('first')
const prepare = (adminUrl = server.adminUrl, key = secret) => prepareDatabase({ adminUrl, secret: key, log: silent })
const asSuperuser = async (text: string) => (await withSession(server.superuserUrl, (session) => session.query(text))).rows
const whoAmI = (url: string) => withSession(url, async (session) => (await session.query('select current_user as name')).rows[0].name)

test('three processes that start together make one pair of databases', async () => {
  const [databases] = await Promise.all([prepare(), prepare(), prepare()])
  const found = await asSuperuser(`select datname, pg_get_userbyid(datdba) as owner from pg_database where datname like 'kontor%' order by 1`)
  expect(found).toEqual([
    { datname: 'kontor', owner: 'kontor_owner' },
    { datname: 'kontor_keys', owner: 'kontor_owner' },
  ])
  expect(await whoAmI(databases.url('kontor_app'))).toBe('kontor_app')
})

test('once it is done the admin is no member of the owner, and may start again through the database itself', async () => {
  await prepare()
  const member = `select pg_has_role('kontor_admin', 'kontor_owner', 'set') as set, pg_has_role('kontor_admin', 'kontor_owner', 'usage') as usage`
  expect(await asSuperuser(member)).toEqual([{ set: false, usage: false }])
  const databases = await prepare(urlWith(server.adminUrl, { database: 'kontor' }))
  expect(databases.main).toBe('kontor')
})

test('a database that the admin made before is taken over, one that is missing is made', async () => {
  await withSession(server.adminUrl, (session) => session.query('create database made_before'))
  for (const database of ['made_before', 'made_now']) {
    const databases = await prepare(urlWith(server.adminUrl, { database }))
    expect(databases).toMatchObject({ main: database, keys: `${database}_keys` })
    expect(await whoAmI(databases.url('kontor_keys'))).toBe('kontor_keys')
  }
})

test('another secret gives the roles other passwords', async () => {
  const before = await prepare()
  const after = await prepare(server.adminUrl, Buffer.from('second'))
  expect(await whoAmI(after.url('kontor_app'))).toBe('kontor_app')
  await expect(whoAmI(before.url('kontor_app'))).rejects.toThrow('password authentication failed')
})

test('a user that may not make roles is told so in one line', async () => {
  await asSuperuser(`create role plain login password 'plain'`)
  const plain = urlWith(server.adminUrl, { user: 'plain', password: 'plain' })
  await expect(prepare(plain)).rejects.toThrow('the database user "plain" needs CREATEROLE and CREATEDB')
})
