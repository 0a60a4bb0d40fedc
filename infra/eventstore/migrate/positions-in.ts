import type { EventStoreDBClient } from '@eventstore/db-client'
import { carried } from './carriage.ts'
import { readLog } from './read-log.ts'

/** Positions of one log, and where the same places lie in its copy; undefined stands before the first event. */
export type Places = ReadonlyMap<bigint, bigint | undefined>

/** Where whoever has read the source up to each of these positions stands in the target, which must be a whole copy: behind the same last event. */
export const positionsIn = async (source: EventStoreDBClient, target: EventStoreDBClient, wanted: readonly bigint[]): Promise<Places> => {
  const places = new Map<bigint, bigint | undefined>()
  const open = [...new Set(wanted)].sort((a, b) => (a < b ? -1 : 1))
  const copies = carried(readLog(target))
  let reached: bigint | undefined
  const settle = (before?: bigint): void => {
    while (open[0] !== undefined && (before === undefined || open[0] < before)) places.set(open.shift() ?? 0n, reached)
  }
  try {
    for await (const { event } of carried(readLog(source))) {
      settle(event.position)
      if (open.length === 0) break
      const copy = (await copies.next()).value
      if (!copy) throw new Error('the target is no whole copy of the source')
      reached = copy.event.position
    }
  } finally {
    await copies.return()
  }
  settle()
  return places
}
