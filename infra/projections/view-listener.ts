import { viewsChannel } from '@kontor/projections/kernel'
import pg from 'pg'

/** After a lost connection, in milliseconds. What was told meanwhile is lost: polling is the net (design.md §5). */
const reconnectAfter = 500

export type ViewListener = {
  /** Calls the listener with every payload told from now on. Answers how to stop. */
  readonly listen: (listener: (payload: string) => void) => () => void
  readonly close: () => Promise<void>
}

/** Hears what projections announce, in whichever process they run, on a connection of its own that comes back when it is lost. `url` is any login role's. */
export const viewListener = async (url: string): Promise<ViewListener> => {
  const listeners = new Set<(payload: string) => void>()
  const closing = new AbortController()
  const listening = Promise.withResolvers<void>()

  const session = async () => {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, keepAlive: true })
    const lost = Promise.withResolvers<void>()
    client.on('error', () => lost.resolve()).on('end', () => lost.resolve())
    client.on('notification', ({ payload }) => {
      for (const listener of listeners) listener(payload ?? '')
    })
    closing.signal.addEventListener('abort', () => lost.resolve(), { once: true })
    try {
      await client.connect()
      await client.query(`listen ${viewsChannel}`)
      listening.resolve()
      await lost.promise
    } finally {
      await client.end().catch(() => {})
    }
  }
  const wait = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, reconnectAfter)
      closing.signal.addEventListener('abort', () => resolve(clearTimeout(timer)), { once: true })
    })
  const loop = async () => {
    while (!closing.signal.aborted) {
      await session().catch(() => {})
      if (!closing.signal.aborted) await wait()
    }
    listening.resolve()
  }

  const ended = loop()
  await listening.promise
  return {
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => {
      closing.abort()
      await ended
    },
  }
}
