import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { birthOf, isAlive } from './processes.ts'

/** A data folder serves one process: a second one would take the first one's database down with itself. */
export class DataFolderInUse extends Error {
  constructor(dataDir: string, pid: string) {
    super(`the data folder ${dataDir} is in use by process ${pid}: stop it, or set KONTOR_DATA to another folder`)
    this.name = 'DataFolderInUse'
  }
}

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/** A claim names its folder too, since folders get copied whole. */
const holds = (mark: string, folder: string): boolean => {
  const [pid = '', birth = '', at = ''] = mark.split('\n')
  return pid !== '' && isAlive(Number(pid)) && birthOf(Number(pid)) === birth && at === folder
}

/**
 * Claims the folder of a cluster (the one of `dataDir`) for this process until `release`; the claim of a dead process is taken over.
 * @throws DataFolderInUse while the holder lives
 */
export const claim = (folder: string, dataDir: string): { release(): void } => {
  const path = join(folder, 'owner')
  const own = `${path}.${process.pid}`
  writeFileSync(own, [process.pid, birthOf(process.pid), folder].join('\n'))
  try {
    for (;;) {
      try {
        linkSync(own, path)
        return { release: () => rmSync(path, { force: true }) }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
      const mark = read(path)
      if (holds(mark, folder)) throw new DataFolderInUse(dataDir, mark.split('\n')[0] ?? '')
      // By name, so that two who saw the same dead holder cannot remove each other's fresh claim unseen.
      renameSync(path, `${own}.stale`)
      if (holds(read(`${own}.stale`), folder)) renameSync(`${own}.stale`, path)
    }
  } finally {
    rmSync(own, { force: true })
    rmSync(`${own}.stale`, { force: true })
  }
}
