import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Decider } from './decider.ts'
import { define, type Message, type MessageOf, type Meta } from './define.ts'
import { commandHandler } from './handle-command.ts'
import { type EventLog, OutcomeUnknown, type Recorded, WrongRevision } from './log.ts'
import { Refused } from './refused.ts'
import { testMeta } from './testing.ts'

const Counted = define('tests.Counted', z.object({ by: z.int() }))
const Count = define('tests.Count', z.object({ by: z.int() }))
type Counts = Decider<MessageOf<typeof Count>, number, MessageOf<typeof Counted>>
const counts: Counts = {
  category: 'counts',
  initial: () => 0,
  evolve: (sum, { data }) => sum + data.by,
  decide: { 'tests.Count': ({ data, meta }, sum) => (data.by === 0 ? [] : sum + data.by > 10 ? refuse() : [Counted(data, meta)]) },
}
const refuse = (): never => {
  throw new Refused('count.too-high')
}

/** A model of the store: exact revisions, and a re-append of the same ids is answered as the first time. */
const modelLog = (events: Recorded[] = []) => {
  let before: (() => void) | undefined
  const log: Pick<EventLog, 'read' | 'append'> = {
    read: async () => ({ events: [...events], revision: events.at(-1)?.revision ?? 'no-stream' }),
    append: async (stream, expected, proposed) => {
      before?.()
      if (proposed.every(({ id }) => events.some((event) => event.id === id))) return { position: events.at(-1)?.position ?? '0' }
      if (expected !== (events.at(-1)?.revision ?? 'no-stream')) throw new WrongRevision('someone was first')
      for (const { id, event } of proposed) events.push(record(event, id, stream, events.length))
      return { position: String(events.length) }
    },
  }
  return { log, events, beforeAppend: (act: () => void) => (before = act) }
}
const record = (event: Message, id: string, stream: string, at: number): Recorded => ({
  ...event,
  id,
  stream,
  revision: BigInt(at),
  position: String(at + 1),
})
const eventId = (commandId: string, index: number) => `${commandId}-${index}`
const by = (changes: Partial<Meta> = {}) => testMeta({ requestHash: 'h1', ...changes })

test('decides on what is folded and appends at the exact revision', async () => {
  const { log, events } = modelLog()
  const execute = commandHandler({ log, eventId })
  await execute(counts, 'a', Count({ by: 4 }, by({ commandId: '1' })))
  const { position } = await execute(counts, 'a', Count({ by: 5 }, by({ commandId: '2' })))
  expect(position).toBe('2')
  expect(events.map(({ id, stream, data }) => ({ id, stream, data }))).toEqual([
    { id: '1-0', stream: `counts-${testMeta().tenantId}.a`, data: { by: 4 } },
    { id: '2-0', stream: `counts-${testMeta().tenantId}.a`, data: { by: 5 } },
  ])
  await expect(execute(counts, 'a', Count({ by: 2 }, by({ commandId: '3' })))).rejects.toThrow(Refused)
})

test('the same command again is answered from the log', async () => {
  const { log, events } = modelLog()
  const execute = commandHandler({ log, eventId })
  const first = await execute(counts, 'a', Count({ by: 4 }, by({ commandId: '1' })))
  await execute(counts, 'a', Count({ by: 4 }, by({ commandId: '2' })))
  const again = await execute(counts, 'a', Count({ by: 4 }, by({ commandId: '1' })))
  expect(again.position).toBe(first.position)
  expect(again.events.map(({ data }) => data)).toEqual([{ by: 4 }])
  expect(events).toHaveLength(2)
})

test('another request under the same key is refused', async () => {
  const { log, events } = modelLog()
  const execute = commandHandler({ log, eventId })
  await execute(counts, 'a', Count({ by: 4 }, by({ commandId: '1' })))
  await expect(execute(counts, 'a', Count({ by: 5 }, by({ commandId: '1', requestHash: 'h2' })))).rejects.toMatchObject({
    code: 'idempotency.conflict',
  })
  expect(events).toHaveLength(1)
})

test('a conflict is decided again on the newer state, with the same ids', async () => {
  const { log, events, beforeAppend } = modelLog()
  const execute = commandHandler({ log, eventId })
  let raced = false
  beforeAppend(() => {
    if (!raced) events.push(record(Counted({ by: 9 }, by({ commandId: 'other' })), 'other-0', 's', 0))
    raced = true
  })
  await expect(execute(counts, 'a', Count({ by: 4 }, by({ commandId: '1' })))).rejects.toMatchObject({ code: 'count.too-high' })
  const { position } = await execute(counts, 'a', Count({ by: 1 }, by({ commandId: '2' })))
  expect(position).toBe('2')
  expect(events.map(({ id }) => id)).toEqual(['other-0', '2-0'])
})

test('a conflict that never ends is given up', async () => {
  const { log } = modelLog()
  const execute = commandHandler({ log: { ...log, append: async () => Promise.reject(new WrongRevision('always')) }, eventId })
  await expect(execute(counts, 'a', Count({ by: 1 }, by()))).rejects.toThrow(WrongRevision)
})

test('an unknown outcome is told, and the same command settles it', async () => {
  const { log, events } = modelLog()
  let silent = true
  const append: EventLog['append'] = async (...args) => {
    const answer = await log.append(...args)
    if (silent) throw new OutcomeUnknown('the reply was lost')
    return answer
  }
  const execute = commandHandler({ log: { ...log, append }, eventId })
  await expect(execute(counts, 'a', Count({ by: 4 }, by({ commandId: '1' })))).rejects.toThrow(OutcomeUnknown)
  silent = false
  await expect(execute(counts, 'a', Count({ by: 4 }, by({ commandId: '1' })))).resolves.toMatchObject({ position: '1' })
  expect(events).toHaveLength(1)
})

test('a command that changes nothing answers where the stream stands', async () => {
  const { log } = modelLog()
  const execute = commandHandler({ log, eventId })
  await execute(counts, 'a', Count({ by: 4 }, by({ commandId: '1' })))
  await expect(execute(counts, 'a', Count({ by: 0 }, by({ commandId: '2' })))).resolves.toEqual({ position: '1', events: [] })
})

test('commands of one process to one stream wait for each other, so none of many loses to the others', async () => {
  const { log } = modelLog()
  let conflicts = 0
  const append: EventLog['append'] = async (...args) => {
    await new Promise((resolve) => setImmediate(resolve))
    return log.append(...args).catch((error: unknown) => {
      conflicts += 1
      throw error
    })
  }
  const execute = commandHandler({ log: { ...log, append }, eventId })
  const small = { ...counts, decide: { 'tests.Count': ({ data, meta }) => [Counted(data, meta)] } } satisfies Counts
  const ids = Array.from({ length: 40 }, (_, n) => String(n))
  const written = await Promise.all(ids.map((commandId) => execute(small, 'a', Count({ by: 1 }, by({ commandId })))))
  expect(written.map(({ position }) => position)).toEqual(ids.map((n) => String(Number(n) + 1)))
  expect(conflicts).toBe(0)
})
