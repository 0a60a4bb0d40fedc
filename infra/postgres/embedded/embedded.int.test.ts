import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { withSession } from '../session.ts'
import { DataFolderInUse, type EmbeddedPostgres, startEmbeddedPostgres } from './index.ts'
import { silent } from './log.ts'
import { isAlive } from './processes.ts'

let dataDir: string
const running: EmbeddedPostgres[] = []

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'kontor-embedded-'))
  chmodSync(dataDir, 0o755)
})
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop()
  rmSync(dataDir, { recursive: true })
})

const start = async (folder = dataDir, settings: readonly string[] = []) => {
  const server = await startEmbeddedPostgres({ dataDir: folder, log: silent, settings })
  running.push(server)
  return server
}
const query = async (server: EmbeddedPostgres, text: string) => (await withSession(server.superuserUrl, (session) => session.query(text))).rows

/** Kontor in a process group of its own, as a shell starts it: it prints the server's process id and then waits, deaf to Ctrl-C. */
const startElsewhere = async (): Promise<{ child: ChildProcess; pid: number }> => {
  const script = `
    import { startEmbeddedPostgres } from '${join(import.meta.dirname, 'index.ts')}'
    process.on('SIGINT', () => {})
    const { pid } = await startEmbeddedPostgres({ dataDir: process.argv[1], log: { info() {}, warn() {} } })
    process.stdout.write(pid + '\\n')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script, dataDir], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const pid = await new Promise<number>((resolve, reject) => {
    child.stdout?.once('data', (data: Buffer) => resolve(Number(data)))
    child.once('exit', (code) => reject(new Error(`ended with ${code}`)))
  })
  return { child, pid }
}
const kill = (child: ChildProcess) => {
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  return gone
}

test('is created, stopped without a trace, and used again', async () => {
  const first = await start()
  expect(await query(first, `select current_setting('fsync') as fsync, getdatabaseencoding() as encoding`)).toEqual([
    { fsync: 'on', encoding: 'UTF8' },
  ])
  await query(first, `create table kept as select lower('ЁЖ') as word`)
  await running.splice(0)[0]?.stop()
  expect(isAlive(first.pid)).toBe(false)
  expect(existsSync(join(dataDir, 'postgres/data/postmaster.pid'))).toBe(false)
  expect(await query(await start(), 'select word from kept')).toEqual([{ word: 'ёж' }])
})

test("gives Kontor's own user the right to make roles and databases, and no more", async () => {
  const { adminUrl } = await start()
  const { rows } = await withSession(adminUrl, (session) =>
    session.query('select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = session_user'),
  )
  expect(rows).toEqual([{ rolname: 'kontor_admin', rolsuper: false, rolbypassrls: false, rolcreaterole: true, rolcreatedb: true }])
})

test('listens on loopback alone, and not on a socket file', async () => {
  expect(await query(await start(), `select current_setting('listen_addresses') as at, current_setting('unix_socket_directories') as files`)).toEqual(
    [{ at: '127.0.0.1', files: '' }],
  )
})

test('two of them run side by side', async () => {
  const one = await start()
  const two = await start(join(dataDir, 'other'))
  await query(one, 'create table mark as select 1 as n')
  expect(await query(two, `select to_regclass('mark') as mark`)).toEqual([{ mark: null }])
})

test('a copied folder is a cluster of its own, whatever files of the original it carries', async () => {
  const original = await start()
  await query(original, 'create table mark as select 1 as n')
  await query(original, 'checkpoint')
  const other = join(dataDir, 'other')
  mkdirSync(other)
  execFileSync('cp', ['-a', join(dataDir, 'postgres'), other])
  const copy = await start(other)
  await query(copy, 'drop table mark')
  expect(await query(original, 'select n from mark')).toEqual([{ n: 1 }])
})

test('one folder serves one process', async () => {
  await start()
  await expect(startEmbeddedPostgres({ dataDir, log: silent })).rejects.toThrow(DataFolderInUse)
  expect(await query(running[0] as EmbeddedPostgres, 'select 1 as n')).toEqual([{ n: 1 }])
})

test('Ctrl-C in the terminal does not reach it', async () => {
  const { child, pid } = await startElsewhere()
  process.kill(-(child.pid ?? 0), 'SIGINT')
  await kill(child)
  expect((await start()).pid).toBe(pid)
})

test('is adopted, with all it holds, when its parent was killed', async () => {
  const { child, pid } = await startElsewhere()
  await kill(child)
  const server = await start()
  expect(server.pid).toBe(pid)
  await query(server, 'create table kept as select 7 as n')
  expect(await query(server, 'select n from kept')).toEqual([{ n: 7 }])
})

test('is started anew when parent and server were killed, with every commit', async () => {
  const first = await start()
  await query(first, 'create table kept as select 7 as n')
  process.kill(first.pid, 'SIGKILL')
  await running.splice(0)[0]?.stop()
  const second = await start()
  expect(second.pid).not.toBe(first.pid)
  expect(await query(second, 'select n from kept')).toEqual([{ n: 7 }])
})

test('is started again on its port when it ends unasked, and nothing is lost', async () => {
  const server = await start()
  await query(server, 'create table kept as select 7 as n')
  process.kill(server.pid, 'SIGKILL')
  await expect.poll(() => query(server, 'select n from kept').catch(() => {}), { timeout: 15_000 }).toEqual([{ n: 7 }])
})

test('a start that fails says what the server said, and leaves the folder free', async () => {
  await expect(startEmbeddedPostgres({ dataDir, log: silent, settings: ['nonsense=1'] })).rejects.toThrow(
    'unrecognized configuration parameter "nonsense"',
  )
  expect(await query(await start(), 'select 1 as n')).toEqual([{ n: 1 }])
})

if (process.getuid?.() === 0) {
  test('below a folder that others cannot enter it lies elsewhere, by a note', async () => {
    chmodSync(dataDir, 0o700)
    const first = await start()
    await query(first, 'create table kept as select 7 as n')
    const home = readFileSync(join(dataDir, 'postgres.path'), 'utf8').trim()
    expect(home).toMatch(/^\/var\/lib\/kontor\/[0-9a-f]{16}$/)
    await running.splice(0)[0]?.stop()
    expect(await query(await start(), 'select n from kept')).toEqual([{ n: 7 }])
    await running.splice(0)[0]?.stop()
    rmSync(home, { recursive: true })
  })
}
