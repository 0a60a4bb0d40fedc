import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Place } from './place.ts'

/** What Kontor uses: it may make roles and databases and nothing more, as the user of a server elsewhere. */
export const adminRole = 'kontor_admin'
/** The cluster's superuser. Kontor never connects as this; tests do, to look into the catalogue and to end backends. */
export const superuser = 'postgres'

const run = (command: string, args: readonly string[], place: Place, input?: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = execFile(command, args, { ...place.account, cwd: '/' }, (error, stdout, stderr) =>
      error ? reject(new Error(`${command} failed: ${error.message}\n${stdout}${stderr}`)) : resolve(),
    )
    child.stdin?.end(input)
  })

const newPassword = (place: Place): string => {
  rmSync(place.password, { force: true })
  const password = randomBytes(24).toString('hex')
  writeFileSync(place.password, password, { mode: 0o600, flag: 'wx' })
  if (place.account.uid !== undefined) chownSync(place.password, place.account.uid, place.account.gid ?? place.account.uid)
  return password
}

/**
 * Creates the cluster at its first start and answers its password. It grows under another name and is renamed when whole, so a start that was killed
 * half-way leaves nothing that looks like a database.
 */
export const ensureCluster = async (bin: string, place: Place): Promise<{ password: string; created: boolean }> => {
  if (existsSync(place.data)) return { password: readFileSync(place.password, 'utf8'), created: false }
  const half = `${place.data}.new`
  rmSync(half, { recursive: true, force: true })
  const password = newPassword(place)
  // The builtin provider orders and folds case alike on every machine, whatever its C library holds.
  const locale = ['--encoding=UTF8', '--locale=C.UTF-8', '--locale-provider=builtin']
  await run(join(bin, 'initdb'), ['-D', half, '-U', superuser, ...locale, '--auth=scram-sha-256', `--pwfile=${place.password}`], place)
  const admin = `create role ${adminRole} login createrole createdb password '${password}'\n`
  await run(join(bin, 'postgres'), ['--single', '-D', half, 'postgres'], place, admin)
  renameSync(half, place.data)
  return { password, created: true }
}
