import { EventEmitter } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { hasten, readingWidely, transportOf } from './eager-writes.ts'

const transportWith = (writableLength: number) => {
  const sent: { message: string; gone: (() => void) | undefined }[] = []
  const http2Stream = { writableLength, session: undefined }
  const transport = {
    http2Stream,
    sendMessageWithContext: ({ callback }: { callback?: () => void }, message: Buffer) =>
      void sent.push({ message: String(message), gone: callback }),
  }
  hasten(transport)
  return { transport, sent }
}

test('a message is called sent once, at once, while little is on its way', async () => {
  const { transport, sent } = transportWith(0)
  const called: string[] = []
  for (const name of ['a', 'b']) transport.sendMessageWithContext({ callback: () => called.push(name) }, Buffer.from(name))
  expect(called).toEqual([])
  await setImmediate()
  for (const { gone } of sent) gone?.()
  expect(called).toEqual(['a', 'b'])
  expect(sent.map(({ message }) => message)).toEqual(['a', 'b'])
})

test('it is called sent when it is gone, while much is on its way', async () => {
  const { transport, sent } = transportWith(65_536)
  const called: string[] = []
  transport.sendMessageWithContext({ callback: () => called.push('a') }, Buffer.from('a'))
  await setImmediate()
  expect(called).toEqual([])
  sent[0]?.gone?.()
  expect(called).toEqual(['a'])
})

test('the innermost call is found where it is, and nothing where there is none', () => {
  const { transport } = transportWith(0)
  const layers = (state: string) => ({ call: { nextCall: { child: { underlyingCalls: [{ state, call: { child: transport } }] } } } })
  expect(transportOf(layers('ACTIVE'))).toBe(transport)
  expect(transportOf(layers('COMPLETED'))).toBeUndefined()
})

test('from the first answer on a connection brings more at once', () => {
  const { transport } = transportWith(0)
  const told: unknown[] = []
  const session = { destroyed: false, settings: (settings: unknown) => told.push(settings), setLocalWindowSize: (size: number) => told.push(size) }
  const stream = Object.assign(new EventEmitter(), { call: { ...transport, http2Stream: { writableLength: 0, session } } })
  readingWidely(stream)
  expect(told).toEqual([])
  stream.emit('metadata')
  expect(told).toEqual([{ initialWindowSize: 262_144 }, 262_144])
})
