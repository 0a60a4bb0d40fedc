import type { Clock, OnWake } from '@kontor/gateways/kernel'
import pg from 'pg'

/** Told with every transaction that brings work; the payload says nothing. */
export const workChannel = 'kontor_work'

/** After a lost connection. Meanwhile the loops look once a second by themselves. */
const reconnectAfter = 1_000

export type WakeUps = { readonly onWake: OnWake; readonly close: () => Promise<void> }

/** Listens for new work on a connection of its own, and goes on after the connection is lost. `url` is that of `kontor_platform`. */
export const wakeUps = ({ url, clock }: { url: string; clock: Clock }): WakeUps => {
  const listeners = new Set<() => void>()
  const closing = new AbortController()
  const tell = () => {
    for (const listener of listeners) listener()
  }

  const listen = async () => {
    const session = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, keepAlive: true })
    const lost = Promise.withResolvers<void>()
    session.on('error', () => lost.resolve()).on('end', () => lost.resolve())
    session.on('notification', tell)
    closing.signal.addEventListener('abort', () => lost.resolve(), { once: true })
    try {
      await session.connect()
      await session.query(`listen ${workChannel}`)
      // Whatever was told while nobody listened.
      tell()
      await lost.promise
    } finally {
      await session.end().catch(() => {})
    }
  }
  const loop = async () => {
    while (!closing.signal.aborted) {
      await listen().catch(() => {})
      await clock.wait(reconnectAfter, closing.signal)
    }
  }

  const ended = loop()
  return {
    onWake: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => {
      closing.abort()
      await ended
    },
  }
}
