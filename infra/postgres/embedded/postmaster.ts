import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../../net/free-port.ts'
import type { Place } from './place.ts'
import { isAlive } from './processes.ts'
import { settings } from './settings.ts'

/** A running database server: its process, and the loopback port it listens on. */
export type Postmaster = { readonly pid: number; readonly port: number }

const lines = (path: string): readonly string[] => {
  try {
    return readFileSync(path, 'utf8').split('\n')
  } catch {
    return []
  }
}

type PidFile = Postmaster & { readonly data: string; readonly ready: boolean }

/** What `postmaster.pid` says: line 1 the process, 2 the cluster, 4 the port, 8 the state. */
const pidFile = (place: Place): PidFile | undefined => {
  const [pid, data = '', , port, , , , state = ''] = lines(join(place.data, 'postmaster.pid'))
  return pid ? { pid: Number(pid), data, port: Number(port), ready: state.trim() === 'ready' } : undefined
}

const gone = async (pid: number, milliseconds: number): Promise<boolean> => {
  for (const end = Date.now() + milliseconds; Date.now() < end; ) {
    if (!isAlive(pid)) return true
    await sleep(5)
  }
  return !isAlive(pid)
}

/** The last lines of the server's own log, since its errors come without text otherwise. */
export const lastWords = (place: Place): string => lines(place.log).slice(-12).join('\n').trim()

/** A process number is used again after a restart of the machine. Where /proc is missing we believe the file. */
const isPostgres = (pid: number): boolean => {
  const [name] = lines(`/proc/${pid}/comm`)
  return name === undefined ? process.platform !== 'linux' : name === 'postgres'
}

/**
 * The server that already runs on this cluster, left by a parent that was killed. A file that names another cluster (a copied folder) or a process that is no
 * PostgreSQL is removed, since the server would refuse to start beside it; that of a live server never is, and that of a dead one is the server's own to judge.
 */
export const findPostmaster = (place: Place): PidFile | undefined => {
  const found = pidFile(place)
  if (!found || !isAlive(found.pid)) return undefined
  if (found.data === place.data && isPostgres(found.pid)) return found
  rmSync(join(place.data, 'postmaster.pid'))
  return undefined
}

const ready = async (place: Place, pid: number, ended: () => boolean, milliseconds: number): Promise<Postmaster> => {
  for (const end = Date.now() + milliseconds; Date.now() < end; ) {
    const found = pidFile(place)
    if (found?.ready && found.pid === pid) return found
    if (ended()) throw new Error(`PostgreSQL did not start:\n${lastWords(place)}`)
    await sleep(5)
  }
  throw new Error(`PostgreSQL is not ready after ${milliseconds / 1000} s:\n${lastWords(place)}`)
}

/** Starts the server in a session of its own, so that Ctrl-C and a TERM to the group reach Kontor alone and the database ends last. Crash recovery may take its time. */
export const startPostmaster = async (bin: string, place: Place, extra: readonly string[], port?: number): Promise<Postmaster> => {
  const log = openSync(place.log, 'a', 0o600)
  const args = ['-D', place.data, ...[...settings(port ?? (await freePort())), ...extra].flatMap((setting) => ['-c', setting])]
  const child = spawn(join(bin, 'postgres'), args, { ...place.account, cwd: '/', detached: true, stdio: ['ignore', log, log] })
  closeSync(log)
  const failed = Promise.withResolvers<never>()
  child.once('error', failed.reject)
  child.unref()
  const ended = () => child.exitCode !== null || child.signalCode !== null
  return Promise.race([ready(place, child.pid ?? 0, ended, 120_000), failed.promise])
}

/** Stops it fast (sessions are ended, everything is written), and if that takes over 10 s at once (the next start recovers). */
export const stopPostmaster = async (place: Place, pid: number): Promise<void> => {
  if (!isAlive(pid)) return
  process.kill(pid, 'SIGINT')
  if (await gone(pid, 10_000)) return
  process.kill(pid, 'SIGQUIT')
  if (!(await gone(pid, 10_000))) throw new Error(`PostgreSQL (process ${pid}) does not stop:\n${lastWords(place)}`)
}
