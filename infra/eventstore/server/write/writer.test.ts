import { expect, it } from 'vitest'
import type { AppendAnswer, Expected, WriteRequest } from '../events.ts'
import { eventRing } from '../read/ring.ts'
import type { Plan } from './plan.ts'
import type { WriterSession } from './session.ts'
import { startWriter } from './writer.ts'

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))
const turns = async (): Promise<void> => {
  for (let n = 0; n < 5; n++) await turn()
}

/** A writer on a session that does what it is told when it is told to, and what happened, in order. */
const writing = async () => {
  const told: string[] = []
  const inserts: { plan: Plan; done: () => void }[] = []
  let lost = (_error: Error): void => {}
  const session: WriterSession = {
    head: 0,
    marked: false,
    heads: async () => [],
    seen: async () => [],
    insert: (plan) =>
      new Promise((resolve, reject) => {
        told.push(`insert ${plan.events.map(({ stream }) => stream)}`)
        inserts.push({ plan, done: resolve })
        lost = reject
      }),
    onLost: (listener) => {
      lost = listener
    },
    end: async () => {},
  }
  const ring = eventRing({ events: 100, bytes: 1_000_000 })
  const writer = startWriter(session, { ring, open: () => new Promise(() => {}), onFatal: () => {} })
  const write = (stream: string, id: string, expected: Expected = 'any') => {
    const events = [{ id, type: 'notes.Noted', isJson: true, data: Buffer.alloc(0), metadata: Buffer.alloc(0) }]
    const request: WriteRequest = { stream, expected, deadline: Infinity, events }
    writer.write(request, (answer: AppendAnswer) =>
      told.push(`${stream} ${answer.kind}${'revision' in answer ? ` ${answer.revision}@${answer.position}` : ''}`),
    )
  }
  const commit = async () => {
    inserts.shift()?.done()
    await turns()
  }
  return { told, write, commit, ring, lose: () => lost(new Error('gone')) }
}

it('what arrives in one turn is one commit, and is answered behind it', async () => {
  const { told, write, commit, ring } = await writing()
  write('a', 'id-a')
  write('b', 'id-b')
  await turns()
  expect(told).toEqual(['insert a,b'])
  expect(ring.head()).toBe(0)
  await commit()
  expect(told.slice(1)).toEqual(['a appended 0@1', 'b appended 0@2'])
  expect(ring.head()).toBe(2)
})

it('Postgres has the next group before those of the last one hear of theirs', async () => {
  const { told, write, commit } = await writing()
  write('a', 'id-a', 'no_stream')
  await turns()
  write('b', 'id-b', 'no_stream')
  await commit()
  expect(told).toEqual(['insert a', 'insert b', 'a appended 0@1'])
  await commit()
  expect(told.slice(3)).toEqual(['b appended 0@2'])
})

it('a repeat that is known by its id is known right behind the first, too', async () => {
  const { told, write, commit } = await writing()
  write('a', 'id-a')
  await turns()
  write('a', 'id-a')
  await commit()
  expect(told).toEqual(['insert a', 'a appended 0@1', 'a appended 0@1'])
})

it('what is committed is said to be so when the session is lost before it was told, and nothing is said of what was on its way', async () => {
  const { told, write, commit, lose } = await writing()
  write('a', 'id-a', 'no_stream')
  await turns()
  write('b', 'id-b', 'no_stream')
  await commit()
  lose()
  await turns()
  expect(told).toEqual(['insert a', 'insert b', 'a appended 0@1', 'b unavailable'])
})
