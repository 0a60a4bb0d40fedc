import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'

/** The system account the database runs as; empty when that is simply ourselves. */
export type Account = { readonly uid?: number; readonly gid?: number }

const idOf = (flag: '-u' | '-g', name: string): number => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }))

const exists = (name: string): boolean => {
  try {
    return idOf('-u', name) >= 0
  } catch {
    return false
  }
}

const ownerOf = (path: string): Account | undefined => {
  const found = statSync(path, { throwIfNoEntry: false })
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : undefined
}

/**
 * Postgres refuses to run as root. Root therefore hands it to whoever owns the cluster already, else to `postgres`, who is created when missing.
 * An ordinary user runs it as themselves.
 */
export const accountFor = (cluster: string): Account => {
  if (process.getuid?.() !== 0) return {}
  const owner = ownerOf(cluster)
  if (owner) return owner
  if (!exists('postgres')) execFileSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'])
  return { uid: idOf('-u', 'postgres'), gid: idOf('-g', 'postgres') }
}
