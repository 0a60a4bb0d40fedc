import { EventStoreDBClient, jsonEvent, type Position, type ResolvedEvent } from '@eventstore/db-client'
import { noted } from '../server/testing.ts'

export const clientAt = (url: string): EventStoreDBClient => EventStoreDBClient.connectionString(url)

/** The events n, n+1 … of a stream, whose data says which they are. */
export const notes = (count: number, from = 0) => Array.from({ length: count }, (_, n) => noted(from + n))

export const typed = (type: string, n = 0) => jsonEvent({ type, data: { n } })

/** Why a promise was rejected; undefined when it was not. */
export const refusalOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  )

type Delivered = { readonly event?: ResolvedEvent['event'] | undefined }

/** The numbers of `noted` events, in the order they came. */
export const numbersOf = async (events: AsyncIterable<Delivered>): Promise<number[]> =>
  (await Array.fromAsync(events)).flatMap(({ event }) => (event ? [(event.data as { n: number }).n] : []))

export const idsOf = async (events: AsyncIterable<Delivered>): Promise<string[]> =>
  (await Array.fromAsync(events)).flatMap(({ event }) => (event ? [event.id] : []))

/** The ids of the next `count` events of a subscription, which ends with them. */
export const take = async (subscription: AsyncIterable<Delivered>, count: number): Promise<string[]> => {
  const taken: string[] = []
  for await (const { event } of subscription) {
    if (event) taken.push(event.id)
    if (taken.length >= count) break
  }
  return taken
}

type CatchesUp = { once(event: 'caughtUp', listener: () => void): unknown }

export const caughtUp = (subscription: CatchesUp): Promise<void> => new Promise((resolve) => subscription.once('caughtUp', () => resolve()))

/** The server has begun. EventStoreDB 23.10 does not say of a stream without events that one has caught up with it (24.2 does, its change 4108). */
export const begun = (subscription: { once(event: 'confirmation', listener: () => void): unknown }): Promise<void> =>
  new Promise((resolve) => subscription.once('confirmation', () => resolve()))

/** An appended event's position. @throws when the server told none. */
export const placed = (position: Position | undefined): Position => {
  if (!position) throw new Error('The append was answered without a position')
  return position
}
