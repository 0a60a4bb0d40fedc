import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { silent } from '../postgres/embedded/log.ts'
import { prepareDatabase, startEmbeddedPostgres } from '../postgres/index.ts'
import { dropDatabases, type TestServer } from './database.ts'

const megabyte = 1024 * 1024

const hasRoom = (folder: string): boolean => {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize > 1024 * megabyte
  } catch {
    return false
  }
}

/** In memory when there is room, so that tests are quick although fsync stays on; the event store refuses a server without it. */
const scratch = (): string => {
  const folder = mkdtempSync(join(hasRoom('/dev/shm') ? '/dev/shm' : tmpdir(), 'kontor-test-'))
  // The database's own account has to pass, when we are root.
  chmodSync(folder, 0o711)
  return folder
}

/** Ends the server and removes its folder when our end of the pipe closes, which happens however this process dies: by TERM, by Ctrl-C, by kill -9. */
const guard = (pid: number, folder: string): { release(): void } => {
  const script = 'trap "" INT TERM HUP; read -r _; kill -INT "$1" 2>/dev/null; while kill -0 "$1" 2>/dev/null; do sleep 0.05; done; rm -rf "$2"'
  const child = spawn('sh', ['-c', script, 'guard', String(pid), folder], { detached: true, stdio: ['pipe', 'ignore', 'ignore'], cwd: '/' })
  child.unref()
  return { release: () => child.stdin.destroy() }
}

const startServer = async (): Promise<{ superuserUrl: string; adminUrl: string; stop(): Promise<void> }> => {
  const given = process.env['KONTOR_TEST_DATABASE_URL']
  if (given) return { superuserUrl: given, adminUrl: given, stop: async () => {} }
  const folder = scratch()
  const server = await startEmbeddedPostgres({ dataDir: folder, log: silent, settings: ['max_connections=400', 'shared_buffers=64MB'] })
  const watch = guard(server.pid, folder)
  return {
    superuserUrl: server.superuserUrl,
    adminUrl: server.adminUrl,
    stop: async () => {
      await server.stop()
      watch.release()
    },
  }
}

/** One database server for the whole run, with a migrated pair of databases from which every test file clones its own. */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  const server = await startServer()
  const template = `kontor_template_${process.pid}_${Date.now().toString(36)}`
  // Roles belong to the server, not to a database: all runs on one server must derive the same passwords.
  const secret = 'kontor-test'
  const adminUrl = new URL(server.adminUrl)
  adminUrl.pathname = `/${template}`
  await prepareDatabase({ adminUrl: adminUrl.href, secret: Buffer.from(secret), log: silent })
  project.provide('postgres', { superuserUrl: server.superuserUrl, template, secret } satisfies TestServer)
  return async () => {
    await dropDatabases(server.superuserUrl, [template, `${template}_keys`])
    await server.stop()
  }
}
