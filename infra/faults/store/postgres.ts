import { setTimeout as delay } from 'node:timers/promises'
import { startEmbeddedPostgres } from '../../postgres/embedded/index.ts'
import { silent } from '../../postgres/embedded/log.ts'
import { placeFor } from '../../postgres/embedded/place.ts'
import { findPostmaster } from '../../postgres/embedded/postmaster.ts'
import { isAlive } from '../../postgres/embedded/processes.ts'
import { processesIn } from '../../testing/data-folder.ts'

/** A real PostgreSQL whose keeper starts it again on its port, as inside Kontor. */
export type KillablePostgres = {
  readonly superuserUrl: string
  /** SIGKILL to the postmaster and all it started, at once; resolves when they are gone. `postmaster.pid` stays, for the next start to judge. */
  kill(): Promise<void>
  stop(): Promise<void>
}

const end = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // it ended by itself meanwhile
  }
}

export const killablePostgres = async (dataDir: string, settings: readonly string[] = []): Promise<KillablePostgres> => {
  const { superuserUrl, stop } = await startEmbeddedPostgres({ dataDir, log: silent, settings })
  const place = placeFor(dataDir)
  return {
    superuserUrl,
    kill: async () => {
      const postmaster = findPostmaster(place)
      if (!postmaster) throw new Error('there is no PostgreSQL to kill')
      // Found first and killed then: the postmaster first of all, lest it notice that a child has died and end the others in its own way.
      const tree = [postmaster.pid, ...processesIn(place.data).filter((pid) => pid !== postmaster.pid)]
      for (const pid of tree) end(pid)
      while (tree.some(isAlive)) await delay(2)
    },
    stop,
  }
}
