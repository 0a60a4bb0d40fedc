import type { EventStoreDBClient, ResolvedEvent } from '@eventstore/db-client'

type Subscription = ReturnType<EventStoreDBClient['subscribeToAll']> | ReturnType<EventStoreDBClient['subscribeToStream']>

/** What a subscriber hears, in the order in which it comes. */
export type Heard = { readonly events: ResolvedEvent[]; until(done: (count: number) => boolean): Promise<void>; close(): Promise<void> }

const patienceMs = 30_000

/** Resolves when the subscriber has caught up and taken all that came before. */
export const listen = async (subscription: Subscription): Promise<Heard> => {
  const events: ResolvedEvent[] = []
  let wake = (): void => {}
  let isLive = false
  let failure: Error | undefined
  subscription.on('data', (event: ResolvedEvent) => {
    events.push(event)
    wake()
  })
  subscription.once('caughtUp', () => {
    isLive = true
    wake()
  })
  subscription.on('error', (error: Error) => {
    failure = error
    wake()
  })
  const until = async (done: (count: number) => boolean): Promise<void> => {
    const timeout = Promise.withResolvers<never>()
    const timer = setTimeout(() => timeout.reject(new Error(`after ${patienceMs} ms the subscriber has ${events.length} events`)), patienceMs)
    try {
      while (!failure && !done(events.length)) await Promise.race([new Promise<void>((resolve) => (wake = resolve)), timeout.promise])
    } finally {
      clearTimeout(timer)
    }
    if (failure) throw failure
  }
  await until(() => isLive && subscription.readableLength === 0)
  return { events, until, close: () => subscription.unsubscribe() }
}
