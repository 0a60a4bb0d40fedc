import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/**
 * Below what systems hand out to outgoing connections (Linux from 32768, others from 49152): a port from there can be gone between being found free and being
 * listened on.
 */
const [lowest, highest] = [10_240, 32_767]
const mostTries = 100

const isFree = (port: number, host: string): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false)).listen(port, host, () => probe.close(() => resolve(true)))
  })

/** A port that nobody listens on, for whoever must know it before listening. Raises when none of a hundred was free. */
export const freePort = async (host = '127.0.0.1'): Promise<number> => {
  for (let tried = 0; tried < mostTries; tried++) {
    const port = randomInt(lowest, highest + 1)
    if (await isFree(port, host)) return port
  }
  throw new Error(`No free port on ${host}`)
}
