import { setTimeout as after } from 'node:timers/promises'
import pg from 'pg'

export type Notifications = {
  /** Calls the listener with every payload of the channel. Answers how to stop. */
  readonly on: (channel: string, listener: (payload: string) => void) => () => void
  /** Calls the listener after each time the connection was lost and is back: what was told meanwhile is not known. */
  readonly onReturn: (listener: () => void) => () => void
  readonly close: () => Promise<void>
}

const reconnectAfter = 250

/** Listens on one connection of its own, and goes on after it is lost. Resolves once it listens, so nothing told later is missed. Any login role may listen. */
export const notifications = async (url: string, channels: readonly string[]): Promise<Notifications> => {
  const listeners = new Map(channels.map((channel) => [channel, new Set<(payload: string) => void>()]))
  const returned = new Set<() => void>()
  const closing = new AbortController()

  const listen = async (onListening: () => void) => {
    const session = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, keepAlive: true })
    const lost = Promise.withResolvers<void>()
    const end = () => lost.resolve()
    session.on('error', end).on('end', end)
    session.on('notification', ({ channel, payload }) => {
      for (const listener of listeners.get(channel) ?? []) listener(payload ?? '')
    })
    closing.signal.addEventListener('abort', end, { once: true })
    try {
      await session.connect()
      await session.query(channels.map((channel) => `listen ${pg.escapeIdentifier(channel)}`).join('; '))
      onListening()
      await lost.promise
    } finally {
      closing.signal.removeEventListener('abort', end)
      await session.end().catch(() => {})
    }
  }

  const goOn = async () => {
    while (!closing.signal.aborted) {
      await after(reconnectAfter, undefined, { signal: closing.signal }).catch(() => {})
      if (closing.signal.aborted) return
      await listen(() => {
        for (const listener of returned) listener()
      }).catch(() => {})
    }
  }

  const first = Promise.withResolvers<void>()
  const ended = listen(first.resolve).then(goOn, (error) => {
    first.reject(error)
    return goOn()
  })
  try {
    await first.promise
  } catch (error) {
    closing.abort()
    throw error
  }
  return {
    on: (channel, listener) => {
      listeners.get(channel)?.add(listener)
      return () => listeners.get(channel)?.delete(listener)
    },
    onReturn: (listener) => {
      returned.add(listener)
      return () => returned.delete(listener)
    },
    close: async () => {
      closing.abort()
      await ended
    },
  }
}
