import type { Badges } from '@kontor/gateways/http/badges/contract'
import { FromServer, type Topic } from '@kontor/gateways/http/live/contract'
import { ref, shallowRef } from 'vue'
import { access } from './access.ts'
import { createRefetch } from './refetch.ts'

export type LiveState = 'live' | 'reconnecting' | 'polling'
type Greeting = { readonly token: string } | { readonly ticket: string }
type Load = (after?: string) => unknown

/** The part of a WebSocket that is used; tests bring their own. */
export type Socket = {
  onopen: ((event: Event) => void) | null
  onmessage: ((event: MessageEvent) => void) | null
  onclose: ((event: CloseEvent) => void) | null
  readonly send: (text: string) => void
  readonly close: () => void
}
type Ports = {
  readonly connect: () => Socket
  /** Who we are; undefined when nobody is signed in, and then nothing is connected. */
  readonly greeting: () => Promise<Greeting | undefined>
  readonly random: () => number
}

/** Without a push every screen asks by itself this often (ui.md §1.6). */
export const pollEvery = 15_000
/** After this many failures in a row the reader is told that screens update by asking. */
const failuresUntilPolling = 2
const longestPause = 30_000

/**
 * One WebSocket for the page. A screen says which view it shows and how to load it; the push says "changed", never what. While the
 * socket is away every loader is asked every 15 s, and all of them once when it is back.
 */
export const createLive = ({ connect, greeting, random }: Ports) => {
  const state = ref<LiveState>('reconnecting')
  const lastUpdate = shallowRef<Date>()
  const position = ref<string>()
  const screens = new Map<symbol, { readonly topic: Topic; readonly refetch: ReturnType<typeof createRefetch> }>()
  const counters = new Set<(badges: Badges) => void>()
  let socket: Socket | undefined
  let failures = 0
  let retry: ReturnType<typeof setTimeout> | undefined
  let poll: ReturnType<typeof setInterval> | undefined
  let wanted = false

  const note = (reached?: string) => {
    lastUpdate.value = new Date()
    if (reached) position.value = reached
  }
  const askAll = () => {
    note()
    for (const { refetch } of screens.values()) refetch.now()
  }
  const subscribe = () => {
    const topics = new Map([...screens.values()].map(({ topic }) => [`${topic.view} ${topic.scope}`, topic]))
    if (state.value === 'live' && topics.size > 0) socket?.send(JSON.stringify({ subscribe: [...topics.values()] }))
  }
  const hear = (text: string) => {
    const message = FromServer.safeParse(JSON.parse(text)).data
    if (!message) return
    if ('ready' in message) {
      const back = state.value !== 'live'
      state.value = 'live'
      failures = 0
      clearInterval(poll)
      poll = undefined
      subscribe()
      if (back) askAll()
    } else if ('badges' in message) {
      note()
      for (const listener of counters) listener(message.badges)
    } else if ('view' in message) {
      note(message.position)
      for (const { topic, refetch } of screens.values()) if (topic.view === message.view) refetch.soon(message.position)
    }
  }
  const away = () => {
    socket = undefined
    if (!wanted) return
    failures += 1
    state.value = failures > failuresUntilPolling ? 'polling' : 'reconnecting'
    poll ??= setInterval(askAll, pollEvery)
    // Full jitter: a thousand pages of a restarted server must not come back in the same second.
    retry = setTimeout(dial, Math.min(longestPause, 1000 * 2 ** (failures - 1)) * (0.5 + random() / 2))
  }
  const dial = async () => {
    clearTimeout(retry)
    const hello = await greeting().catch(() => undefined)
    if (!wanted || socket) return
    if (!hello) return away()
    const dialled = connect()
    socket = dialled
    dialled.onopen = () => dialled.send(JSON.stringify(hello))
    dialled.onmessage = ({ data }) => hear(String(data))
    dialled.onclose = () => socket === dialled && away()
  }
  const open = () => {
    if (wanted) return
    wanted = true
    void dial()
  }
  const close = () => {
    wanted = false
    clearTimeout(retry)
    clearInterval(poll)
    poll = undefined
    failures = 0
    state.value = 'reconnecting'
    const closing = socket
    socket = undefined
    closing?.close()
  }
  /** Loads again whenever the view changes. Answers how to stop. */
  const on = (topic: Topic, load: Load): (() => void) => {
    const key = Symbol(topic.view)
    const refetch = createRefetch(load)
    screens.set(key, { topic, refetch })
    subscribe()
    return () => {
      refetch.stop()
      screens.delete(key)
    }
  }
  const onBadges = (listener: (badges: Badges) => void): (() => void) => {
    counters.add(listener)
    return () => counters.delete(listener)
  }
  /** A fresh token keeps a long connection alive; the network being back is worth a try at once. */
  const greetAgain = (hello: Greeting) => state.value === 'live' && socket?.send(JSON.stringify(hello))
  const tryNow = () => wanted && !socket && void dial()
  return { state, lastUpdate, position, open, close, on, onBadges, greetAgain, tryNow }
}

const ticket = ref<string>()
/** The waiting applicant is nobody yet: their ticket opens the one topic they may hear. */
export const greetWithTicket = (value: string | undefined): void => {
  ticket.value = value
}

export const live = createLive({
  connect: () => new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/v1/live`),
  greeting: async () => {
    if (ticket.value) return { ticket: ticket.value }
    const token = await access.token()
    return token ? { token } : undefined
  },
  random: Math.random,
})
access.onRenewed(({ accessToken }) => live.greetAgain({ token: accessToken }))
