import { randomUUID } from 'node:crypto'
import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AccessDeniedError, EventStoreDBClient, NO_STREAM } from '@eventstore/db-client'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { urlWith } from '../../postgres/databases.ts'
import { withSession } from '../../postgres/session.ts'
import { dataFolder, processesIn, removeDataFolder } from '../../testing/data-folder.ts'
import { type TestDatabase, testDatabase } from '../../testing/database.ts'
import { ownCertificate } from '../server/access/own-authority.ts'
import { newStream, noted } from '../server/testing.ts'
import { type Program, startProgram } from './testing.ts'

// Each test starts several programs, and some of them a Postgres.
vi.setConfig({ testTimeout: 60_000 })

let database: TestDatabase
let folder: string
let programs: Program[] = []
let clients: EventStoreDBClient[] = []

/** On the Postgres of this test, on a free port where `args` name no other. */
const start = (args: string, environment: Record<string, string> = {}): Program => {
  const unless = (option: string, value: string) => (args.includes(option) ? [] : [option, value])
  const all = [...unless('--port', '0'), ...unless('--data', folder), ...args.split(' ').filter(Boolean)]
  const program = startProgram(all, { KONTOR_STORE_POSTGRES: database.adminUrl, ...environment })
  programs.push(program)
  return program
}

const connect = (address: string, who = ''): EventStoreDBClient => {
  const client = EventStoreDBClient.connectionString(address.replace('//', `//${who}`))
  clients.push(client)
  return client
}

const append = (client: EventStoreDBClient, stream: string) => client.appendToStream(stream, noted(1), { expectedRevision: NO_STREAM })
const countIn = async (client: EventStoreDBClient, stream: string) => (await Array.fromAsync(client.readStream(stream))).length

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database?.drop())

beforeEach(() => {
  folder = dataFolder()
})
afterEach(async () => {
  for (const client of clients) await client.dispose()
  for (const program of programs) {
    program.end('SIGKILL')
    await program.gone
  }
  ;[clients, programs] = [[], []]
  removeDataFolder(folder)
})

it('tells its options when asked, and what is wrong with them with code 2', async () => {
  const asked = await start('--help').gone
  expect(asked).toMatchObject({ code: 0, complained: '' })
  expect(asked.said).toContain('pnpm eventstore [options]')
  const wrong = await start('--tls-key key.pem').gone
  expect(wrong).toEqual({ code: 2, said: '', complained: 'eventstore: --tls-key and --tls-cert go together (--help lists the options)\n' })
})

it('serves any client of one schema, alone, and closes at TERM and at Ctrl-C with nothing lost', async () => {
  const first = start('--schema alone')
  const address = await first.address
  expect(address).toMatch(/^esdb:\/\/127\.0\.0\.1:\d+\?tls=false$/)
  const stream = newStream()
  await append(connect(address), stream)

  const second = await start('--schema alone').gone
  expect(second).toMatchObject({ code: 1, said: '' })
  expect(second.complained).toBe(
    'eventstore: Another process already serves the event store in schema "alone" of this database: stop it first, or name another database.\n',
  )

  const { port } = new URL(address)
  const third = await start(`--schema elsewhere --port ${port}`).gone
  expect(third).toMatchObject({ code: 1, said: '' })
  expect(third.complained).toMatch(
    /^eventstore: The event store cannot listen on 127\.0\.0\.1:\d+ \(listen EADDRINUSE.*\): stop what listens there.*\n$/,
  )

  first.end('SIGTERM')
  expect(await first.gone).toEqual({ code: 0, said: `listening on ${address}\n`, complained: '' })
  const again = start('--schema alone')
  expect(await countIn(connect(await again.address), stream)).toBe(1)
  again.end('SIGINT')
  expect(await again.gone).toMatchObject({ code: 0, complained: '' })
})

it('needs the right to create only where there is nothing yet, and says so there', async () => {
  const role = `limited_${randomUUID().replaceAll('-', '')}`
  const grant = (words: string) => withSession(database.adminUrl, (session) => session.query(words))
  const KONTOR_STORE_POSTGRES = urlWith(database.adminUrl, { user: role, password: 'limited' })
  const name = new URL(database.adminUrl).pathname.slice(1)
  await grant(`create role ${role} login password 'limited'; grant connect on database ${name} to ${role}`)
  const refused = await start('--schema limited', { KONTOR_STORE_POSTGRES }).gone
  expect(refused).toEqual({
    code: 1,
    said: '',
    complained: `eventstore: The database cannot be used (permission denied for database ${name}): grant its user what is missing; the first start creates the schema and its tables.\n`,
  })

  await start('--schema limited').address
  for (const program of programs) program.end('SIGTERM')
  await Promise.all(programs.map(({ gone }) => gone))
  await grant(`grant usage on schema limited to ${role}; grant select, insert on all tables in schema limited to ${role}`)
  const program = start('--schema limited', { KONTOR_STORE_POSTGRES })
  expect((await append(connect(await program.address), newStream())).nextExpectedRevision).toBe(0n)
  program.end('SIGTERM')
  await program.gone
  await grant(`drop owned by ${role}; drop role ${role}`)
})

it('does not take a word of SQL for its schema', async () => {
  const { code, complained } = await start('--schema user').gone
  expect({ code, complained }).toEqual({
    code: 1,
    complained: 'eventstore: The schema cannot be called user, which is a word of SQL: name another.\n',
  })
})

it('makes a certificate of its own, whose authority outlives a restart, and knows its user', async () => {
  const secret = { KONTOR_STORE_PASSWORD: 'long enough: really' }
  const who = `ops:${encodeURIComponent(secret.KONTOR_STORE_PASSWORD)}@`
  const stream = newStream()
  const first = start('--schema secured --tls-generate --user ops', secret)
  const address = await first.address
  expect(address).toMatch(/^esdb:\/\/127\.0\.0\.1:\d+\?tls=true&tlsCAFile=\S+\.pem$/)
  await append(connect(address, who), stream)
  await expect(countIn(connect(address, 'ops:wrong@'), stream)).rejects.toBeInstanceOf(AccessDeniedError)
  expect(statSync(join(folder, 'tls/authority.key')).mode & 0o777).toBe(0o600)
  first.end('SIGTERM')
  await first.gone

  const second = start(`--schema secured --tls-generate --user ops --host 0.0.0.0 --advertise localhost:${new URL(address).port}`, secret)
  const again = await second.address
  expect(again).toMatch(/^esdb:\/\/localhost:\d+\?tls=true/)
  expect(again.split('?')[1]).toBe(address.split('?')[1])
  expect(await countIn(connect(again, who), stream)).toBe(1)
})

it('uses the certificate it is given', async () => {
  const { key, certificate, authorityFile } = await ownCertificate(folder, ['localhost'])
  const [keyFile, certificateFile] = [join(folder, 'k.pem'), join(folder, 'c.pem')]
  writeFileSync(keyFile, key)
  writeFileSync(certificateFile, certificate)
  const address = await start(`--schema given --tls-key ${keyFile} --tls-cert ${certificateFile}`).address
  const client = connect(`esdb://localhost:${new URL(address).port}?tls=true&tlsCAFile=${authorityFile}`)
  expect((await append(client, newStream())).nextExpectedRevision).toBe(0n)

  const missing = await start('--schema given2 --tls-key nowhere.pem --tls-cert nowhere.pem').gone
  expect(missing).toMatchObject({ code: 1, said: '' })
  expect(missing.complained).toMatch(/^eventstore: --tls-key \/.*\/nowhere\.pem cannot be read: there is no such file\.\n$/)
})

it('says so when its data folder is none', async () => {
  const file = join(folder, 'file')
  writeFileSync(file, '')
  const { code, complained } = await start(`--data ${file}`, { KONTOR_STORE_POSTGRES: '' }).gone
  expect({ code, complained }).toEqual({
    code: 1,
    complained: expect.stringMatching(/^eventstore: --data .*\/file cannot be used as a folder \(EEXIST.*\n$/),
  })
})

it('brings a Postgres of its own, stops it at the end, and finds everything again', async () => {
  const none = { KONTOR_STORE_POSTGRES: '' }
  const stream = newStream()
  const first = start('', none)
  await append(connect(await first.address), stream)
  const second = await start('', none).gone
  expect(second).toMatchObject({ code: 1, said: '' })
  expect(second.complained).toBe(`eventstore: The data folder ${folder} is in use by another process: stop that one, or name another with --data.\n`)
  first.end('SIGTERM')
  expect(await first.gone).toMatchObject({ code: 0, complained: '' })
  expect(processesIn(folder)).toEqual([])
  expect(await countIn(connect(await start('', none).address), stream)).toBe(1)
})

it('told to stop while it starts, it stops and leaves nothing behind', async () => {
  const program = start('', { KONTOR_STORE_POSTGRES: '' })
  await expect.poll(() => processesIn(folder).length, { timeout: 15_000 }).toBeGreaterThan(1)
  program.end('SIGTERM')
  expect(await program.gone).toMatchObject({ code: 0, complained: '' })
  expect(processesIn(folder)).toEqual([])
})

it('ends when its database hangs, and says what that leaves open', async () => {
  const program = start('--schema hung')
  const client = connect(await program.address)
  await append(client, newStream())
  await withSession(database.adminUrl, async (session) => {
    await session.query('begin; lock table hung.events')
    const unanswered = expect(append(client, newStream())).rejects.toThrow()
    const waiting = `select from pg_locks where relation = 'hung.events'::regclass and not granted`
    await expect.poll(async () => (await session.query(waiting)).rowCount).toBe(1)
    program.end('SIGTERM')
    expect(await program.gone).toMatchObject({ code: 1, complained: expect.stringMatching(/^eventstore: The database did not answer.*\n$/) })
    await unanswered
  })
})

it('ends with code 1 and says why when nothing may be written any more', async () => {
  const program = start('--schema reset')
  await append(connect(await program.address), newStream())
  await withSession(database.adminUrl, async (session) => {
    await session.query('truncate reset.events')
    await session.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'kontor-eventstore-writer'`,
    )
  })
  const { code, complained } = await program.gone
  expect(code).toBe(1)
  expect(complained).toContain('The log ends at position 0, but 1 had been acknowledged')
})
