import type { ServiceError } from '@grpc/grpc-js'

/** The part of a streaming call that an outlet needs; a call's messages are encoded as frames before they come here. */
export type StreamingCall = {
  write(frames: readonly Buffer[], sent: () => void): boolean
  end(): void
  emit(event: 'error', error: ServiceError): boolean
  on(event: 'cancelled' | 'close', listener: () => void): unknown
}

/** Where a call's answers go. Has one gate: whoever waits is woken when frames went out, when it is poked and when the call ends. */
export type Outlet = {
  /** Resolves when the socket has taken the frames, at the pace of the client, or when the call has ended. */
  send(frames: readonly Buffer[]): Promise<void>
  /** Until somebody pokes or the call ends. */
  wait(): Promise<void>
  poke(): void
  closed(): boolean
  end(): void
  fail(error: ServiceError): void
}

export const openOutlet = (call: StreamingCall): Outlet => {
  let closed = false
  let open: (() => void) | undefined
  const poke = (): void => {
    const waiting = open
    open = undefined
    waiting?.()
  }
  const wait = (): Promise<void> => (closed ? Promise.resolve() : new Promise((resolve) => (open = resolve)))
  const close = (): boolean => {
    const first = !closed
    closed = true
    poke()
    return first
  }
  call.on('cancelled', close)
  call.on('close', close)

  const send = async (frames: readonly Buffer[]): Promise<void> => {
    let sent = false
    if (closed || frames.length === 0) return
    call.write(frames, () => {
      sent = true
      poke()
    })
    while (!sent && !closed) await wait()
  }

  return {
    send,
    wait,
    poke,
    closed: () => closed,
    end: () => void (close() && call.end()),
    fail: (error) => void (close() && call.emit('error', error)),
  }
}
