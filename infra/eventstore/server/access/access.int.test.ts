import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AccessDeniedError, EventStoreDBClient, NO_STREAM } from '@eventstore/db-client'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { passwords } from '../../../secrets/passwords.ts'
import { type TestDatabase, testDatabase } from '../../../testing/database.ts'
import { type StoreServer, type StoreServerOptions, startEventStoreServer } from '../server.ts'
import { startEventStoreWorker } from '../start-worker.ts'
import { newStream, noted } from '../testing.ts'
import { ownCertificate } from './own-authority.ts'

let database: TestDatabase
let folder: string
let authorityFile: string
let options: StoreServerOptions
let guarded: StoreServer
const clients: EventStoreDBClient[] = []

/** With credentials that are written into the address, `name:password@`, or with none. */
const clientOf = (who = '', query = `tlsCAFile=${encodeURIComponent(authorityFile)}`, scheme = 'esdb', { port } = guarded): EventStoreDBClient => {
  const client = EventStoreDBClient.connectionString(`${scheme}://${who}localhost:${port}?tls=true&${query}`)
  clients.push(client)
  return client
}

const appendTo = (client: EventStoreDBClient, stream = newStream()) => client.appendToStream(stream, noted(1), { expectedRevision: NO_STREAM })

beforeAll(async () => {
  database = await testDatabase()
  folder = mkdtempSync(join(tmpdir(), 'kontor-access-'))
  const certificate = await ownCertificate(folder, ['localhost'])
  authorityFile = certificate.authorityFile
  const { hash } = passwords()
  const users = [
    { name: 'admin', passwordHash: await hash('changeit') },
    { name: 'колонна', passwordHash: await hash('p:a@ß') },
  ]
  options = { connectionString: database.adminUrl, schema: 'guarded', host: '127.0.0.1', port: 0, createSchema: true, tls: certificate, users }
  guarded = await startEventStoreServer(options)
})

afterAll(async () => {
  for (const client of clients) await client.dispose()
  await guarded?.close()
  await database?.drop()
  if (folder) rmSync(folder, { recursive: true })
})

describe('over TLS', () => {
  it('a client that knows the authority appends, reads and subscribes', async () => {
    const client = clientOf('admin:changeit@')
    const stream = newStream()
    expect((await appendTo(client, stream)).nextExpectedRevision).toBe(0n)
    expect(await Array.fromAsync(client.readStream(stream))).toHaveLength(1)
    for await (const { event } of client.subscribeToStream(stream)) {
      expect(event?.streamId).toBe(stream)
      break
    }
  })

  it('a client that does not know the authority is not connected, nor one that would rather not look: the client for Node ignores that wish', async () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {})
    for (const query of ['connectionName=stranger', 'tlsVerifyCert=false']) {
      await expect(appendTo(clientOf('admin:changeit@', query))).rejects.toMatchObject({ code: 14, details: expect.stringContaining('certificate') })
    }
    expect(warned).toHaveBeenCalledOnce()
    warned.mockRestore()
  })

  it('without users, everybody on this machine may call', async () => {
    const open = await startEventStoreServer({ ...options, schema: 'open_to_all', users: [] })
    expect((await appendTo(clientOf('', undefined, 'esdb', open))).nextExpectedRevision).toBe(0n)
    await open.close()
  })

  it('in a thread of its own it asks for users all the same', async () => {
    const threaded = await startEventStoreWorker({ ...options, schema: 'threaded' })
    await expect(appendTo(clientOf('admin:wrong@', undefined, 'esdb', threaded))).rejects.toBeInstanceOf(AccessDeniedError)
    expect((await appendTo(clientOf('admin:changeit@', undefined, 'esdb', threaded))).nextExpectedRevision).toBe(0n)
    await threaded.close()
  })

  it('a client finds the server by asking the cluster, under the address that is advertised', async () => {
    const hidden = await startEventStoreServer({ ...options, schema: 'hidden', advertise: { host: 'localhost', port: guarded.port } })
    const discovering = clientOf('admin:changeit@', undefined, 'esdb+discover', hidden)
    const stream = newStream()
    await appendTo(discovering, stream)
    await hidden.close()
    expect(await Array.fromAsync(clientOf('admin:changeit@').readStream(stream))).toHaveLength(1)
  })
})

describe('a user', () => {
  it.each([
    ['in the address', 'admin:changeit@', undefined],
    ['of any alphabet', `${encodeURIComponent('колонна')}:${encodeURIComponent('p:a@ß')}@`, undefined],
    ['with the call', '', { username: 'admin', password: 'changeit' }],
  ])('%s is known', async (_, who, credentials) => {
    const append = clientOf(who).appendToStream(newStream(), noted(1), { expectedRevision: NO_STREAM, ...(credentials && { credentials }) })
    expect((await append).nextExpectedRevision).toBe(0n)
  })

  it.each([
    ['nobody', '', 7],
    ['a wrong password', 'admin:changeIt@', 16],
    ['the beginning of the password', 'admin:change@', 16],
    ['an unknown name', 'root:changeit@', 16],
    ["another user's password", `admin:${encodeURIComponent('p:a@ß')}@`, 16],
  ])('%s is denied every call', async (_, who, code) => {
    // Somebody was known before: what is remembered of one user opens nothing for another.
    await appendTo(clientOf('admin:changeit@'))
    const client = clientOf(who)
    const stream = newStream()
    const credentials = { username: 'root', password: 'x' }
    const calls = [
      appendTo(client, stream),
      client.appendToStream(stream, noted(1), { expectedRevision: NO_STREAM, credentials: who ? credentials : { username: '', password: '' } }),
      Array.fromAsync(client.readStream(stream)),
      Array.fromAsync(client.readAll()),
      Array.fromAsync(client.subscribeToAll()),
    ]
    const answers = await Promise.allSettled(calls)
    const reasons = answers.map((answer) => (answer.status === 'rejected' ? answer.reason : answer))
    for (const reason of reasons) expect(reason).toBeInstanceOf(AccessDeniedError)
    expect(reasons.map((reason) => reason.code)).toEqual([code, 16, code, code, code])
    await expect(Array.fromAsync(clientOf('admin:changeit@').readStream(stream))).rejects.toThrow('not found')
  })
})

describe('a server is refused', () => {
  it.each([
    ['for other machines in the clear', { host: '0.0.0.0', tls: undefined, users: [] }, 'no TLS'],
    ['for other machines without users', { host: '0.0.0.0', users: [] }, 'no users'],
    ['everywhere without an address for clients', { host: '0.0.0.0' }, 'advertise'],
    ['with users in the clear', { tls: undefined }, 'over TLS only'],
    ['with a key that is none', { tls: { key: 'x', certificate: 'y' } }, 'certificate is no PEM text'],
  ])('%s', async (_, wrong, words) => {
    await expect(startEventStoreServer({ ...options, schema: 'refused', ...wrong })).rejects.toThrow(words)
  })

  it('with a key of another certificate', async () => {
    const { key } = await ownCertificate(folder, ['localhost'])
    const tls = { key, certificate: options.tls?.certificate ?? '' }
    await expect(startEventStoreServer({ ...options, schema: 'refused', tls })).rejects.toThrow('The TLS key belongs to another certificate')
  })
})
