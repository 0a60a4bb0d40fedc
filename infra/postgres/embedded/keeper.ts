import type { Log } from './log.ts'
import type { Place } from './place.ts'
import { lastWords, type Postmaster } from './postmaster.ts'
import { isAlive } from './processes.ts'

const patience = 500

/**
 * Looks after a server that may end unasked (killed for memory, a full disk) and starts it again on the same port, where the pools find it. A start that
 * fails, as long as sessions of the old one are still leaving, is tried again at the next look.
 */
export const keepRunning = (start: () => Promise<Postmaster>, first: Postmaster, place: Place, log: Log): { letGo(): Promise<number> } => {
  let pid = first.pid
  let starting: Promise<void> | undefined
  const again = async () => {
    log.warn({ pid, said: lastWords(place) }, 'PostgreSQL ended unasked and is started again')
    try {
      pid = (await start()).pid
    } catch (error) {
      log.warn({ error }, 'PostgreSQL could not be started again yet')
    }
    starting = undefined
  }
  const look = () => {
    if (!starting && !isAlive(pid)) starting = again()
  }
  const timer = setInterval(look, patience).unref()
  /** Ends the watch; answers the process that is to be stopped now. */
  const letGo = async () => {
    clearInterval(timer)
    await starting
    return pid
  }
  return { letGo }
}
