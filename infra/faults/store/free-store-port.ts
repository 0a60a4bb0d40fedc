import { createServer } from 'node:net'

/** Below the range from which the system takes a caller's port: otherwise a client that knocks while nobody listens may be given that very port, and talk to itself. */
const ports = { from: 20_000, to: 28_000 }

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })

/** A port that stays free between two lives of a store. */
export const freeStorePort = async (): Promise<number> => {
  for (;;) {
    const port = ports.from + Math.floor(Math.random() * (ports.to - ports.from))
    if (await isFree(port)) return port
  }
}
