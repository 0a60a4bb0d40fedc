import { setTimeout as after } from 'node:timers/promises'

/** A live connection as tests hold it: what it hears can be waited for, in whatever order things happen. */
export const liveClient = async (url: string, greeting?: object) => {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/v1/live`)
  const messages: Record<string, unknown>[] = []
  let wake = () => {}
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.onclose = ({ code, reason }) => resolve({ code, reason })
  })
  socket.onmessage = ({ data }) => {
    messages.push(JSON.parse(String(data)))
    wake()
  }
  await new Promise((resolve, reject) => {
    socket.onopen = resolve
    socket.onerror = reject
  })
  const say = (message: unknown) => socket.send(typeof message === 'string' ? message : JSON.stringify(message))
  /** The first message that fits, now or within five seconds. */
  const hear = async (fits: (message: Record<string, unknown>) => boolean): Promise<Record<string, unknown>> => {
    const deadline = AbortSignal.timeout(5_000)
    for (;;) {
      const found = messages.find(fits)
      if (found) return found
      deadline.throwIfAborted()
      await Promise.race([
        new Promise<void>((resolve) => {
          wake = resolve
        }),
        after(5_000, undefined, { ref: false }),
      ])
    }
  }
  const ready = async (hello: object, topics: readonly object[] = []) => {
    say(hello)
    await hear((message) => 'ready' in message)
    say({ subscribe: topics })
    // Messages are answered in their order, so an answer to this one says that the topics stand.
    say('are you there')
    await hear((message) => (message['error'] as { code?: string } | undefined)?.code === 'message.invalid')
    messages.length = 0
  }
  if (greeting) await ready(greeting)
  return { say, hear, ready, messages, closed, close: () => socket.close() }
}
