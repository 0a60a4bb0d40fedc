import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readFileSync, realpathSync, rmdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Account, accountFor } from './account.ts'
import { commonPlace } from './binaries.ts'

/** Where one cluster lives. `home` belongs to `account`; the rest lies inside. */
export type Place = { readonly account: Account; readonly home: string; readonly data: string; readonly password: string; readonly log: string }

const enters = (account: Account, folder: string): boolean => spawnSync('test', ['-w', folder], { ...account, cwd: '/' }).status === 0

const homeOwnedBy = (home: string): Account => {
  mkdirSync(home, { recursive: true, mode: 0o700 })
  const account = accountFor(home)
  if (account.uid !== undefined && statSync(home).uid !== account.uid) chownSync(home, account.uid, account.gid ?? account.uid)
  return account
}

const homeFor = (dataDir: string): string => {
  const note = join(dataDir, 'postgres.path')
  if (existsSync(note)) return readFileSync(note, 'utf8').trim()
  const near = join(dataDir, 'postgres')
  if (enters(homeOwnedBy(near), near)) return near
  rmdirSync(near)
  mkdirSync(commonPlace, { recursive: true, mode: 0o755 })
  const home = freeHome(createHash('sha256').update(dataDir).digest('hex').slice(0, 16))
  writeFileSync(note, `${home}\n`)
  return home
}

/** A cluster that is there without being named belonged to a data folder that was deleted, with its keys: it is left alone, and never taken for a new one. */
const freeHome = (hash: string, at = 1): string => {
  const home = join(commonPlace, at === 1 ? hash : `${hash}-${at}`)
  return existsSync(home) ? freeHome(hash, at + 1) : home
}

/** Chooses the folder of the cluster: inside `dataDir`, or in a common place (named in `dataDir`/postgres.path) when the database's account cannot enter it. */
export const placeFor = (dataDir: string): Place => {
  mkdirSync(dataDir, { recursive: true })
  const home = homeFor(realpathSync(dataDir))
  const account = homeOwnedBy(home)
  return { account, home, data: join(home, 'data'), password: join(home, 'password'), log: join(home, 'postgres.log') }
}
