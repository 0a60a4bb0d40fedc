import { chmodSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A new KONTOR_DATA of its own. Others may pass through it, since the database's own account has to when we are root. */
export const dataFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'kontor-data-'))
  chmodSync(folder, 0o711)
  return folder
}

const told = (read: () => string): string => {
  try {
    return read()
  } catch {
    return '' // it ended while we looked, or is not ours to look at
  }
}

/** Process numbers of whatever works in that folder or was started for it: Kontor itself, its database, the database's sessions. As Linux tells it. */
export const processesIn = (folder: string): readonly number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => {
      const [place, command, environment] = ['cwd', 'cmdline', 'environ'].map((what) =>
        told(() => (what === 'cwd' ? readlinkSync(`/proc/${pid}/cwd`) : readFileSync(`/proc/${pid}/${what}`, 'utf8'))),
      )
      return place?.startsWith(folder) || command?.includes(folder) || environment?.includes(`KONTOR_DATA=${folder}\0`)
    })
    .map(Number)

/** Ends what still runs there, by force, and removes the folder: for the end of a test, however it went. */
export const removeDataFolder = (folder: string): void => {
  for (const pid of processesIn(folder)) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // it ended by itself meanwhile
    }
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
}
