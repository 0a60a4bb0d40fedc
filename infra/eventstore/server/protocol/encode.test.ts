import { describe, expect, it } from 'vitest'
import { lastOfAll, type StoredEvent } from '../events.ts'
import { encodeAppended, encodeBatchAnswer, encodeWrongVersion } from './encode-append.ts'
import { encodeCluster, encodeSupportedMethods } from './encode-node.ts'
import { caughtUpFrame, checkpointFrame, confirmationFrame, eventFrame, pageFrames, streamNotFoundFrame } from './encode-read.ts'
import { featuresService, gossipService, streamsService } from './offered.ts'
import { encode, frameHead } from './wire.ts'

/** What the client makes of our bytes: its own decoders are the measure. */
const { responseDeserialize: appendResponse } = streamsService.append

/** The message of a frame that is the only one. */
const messageIn = (frame: Buffer): Buffer => {
  expect([frame[0], frame.readUInt32BE(1)]).toEqual([0, frame.length - frameHead])
  return frame.subarray(frameHead)
}
const readResponse = (frame: Buffer) => streamsService.read.responseDeserialize(messageIn(frame))
const batchResponse = (frame: Buffer) => streamsService.batchAppend.responseDeserialize(messageIn(frame))

const base64 = (text: string | Uint8Array) => Buffer.from(text).toString('base64')
const large = Number.MAX_SAFE_INTEGER

describe('a read', () => {
  const event: StoredEvent = {
    position: large,
    stream: 'записки-1',
    streamId: 7,
    revision: 0,
    created: 1_700_000_000_123,
    id: '0198c0de-0000-7000-8000-0123456789ab',
    isJson: true,
    type: 'notes.Noted',
    data: Buffer.from('{"text":"Привет"}'),
    metadata: new Uint8Array(),
  }

  it('carries an event as the client expects it', () => {
    const { event: read } = readResponse(eventFrame(event)).toObject()
    expect(read).toMatchObject({ commitPosition: String(large), link: undefined })
    expect(read?.event).toEqual({
      id: { string: event.id, structured: undefined },
      streamIdentifier: { streamName: base64(event.stream) },
      streamRevision: '0',
      preparePosition: String(large),
      commitPosition: String(large),
      metadataMap: expect.arrayContaining([
        ['type', 'notes.Noted'],
        ['content-type', 'application/json'],
        ['created', '17000000001230000'],
      ]),
      customMetadata: '',
      data: base64(event.data),
    })
  })

  it('encodes an event once, whoever waits for it', () => {
    expect(eventFrame(event)).toBe(eventFrame(event))
  })

  it('carries a page as its frames one behind the other', () => {
    const page = [event, { ...event, revision: lastOfAll, type: 'т'.repeat(70) }, { ...event, position: 1, data: Buffer.alloc(70_000, 'x') }]
    expect(pageFrames(page)).toEqual(Buffer.concat(page.map(eventFrame)))
    expect(pageFrames([])).toHaveLength(0)
  })

  it('carries what stands between events', () => {
    expect(readResponse(confirmationFrame('an-id')).getConfirmation()?.getSubscriptionId()).toBe('an-id')
    expect(readResponse(checkpointFrame(128)).getCheckpoint()?.toObject()).toEqual({ commitPosition: '128', preparePosition: '128' })
    expect(readResponse(streamNotFoundFrame('нет')).getStreamNotFound()?.getStreamIdentifier()?.getStreamName_asB64()).toBe(base64('нет'))
    expect(readResponse(caughtUpFrame).hasCaughtUp()).toBe(true)
  })
})

describe('an append', () => {
  const asked = { stream: 's-1', expected: 3 } as const
  const correlationId = '0198c0de-0000-7000-8000-000000000001'
  const batch = (...answer: Parameters<typeof encodeBatchAnswer> extends [unknown, unknown, infer T] ? [T] : never) =>
    batchResponse(encodeBatchAnswer(correlationId, asked, ...answer))

  it('is acknowledged with revision and position', () => {
    const success = { currentRevision: '0', noStream: undefined, position: { commitPosition: '300', preparePosition: '300' }, noPosition: undefined }
    const told = { kind: 'appended', revision: 0, position: 300 } as const
    expect(batch(told).toObject()).toMatchObject({ correlationId: { string: correlationId }, success, streamPosition: '3' })
    expect(appendResponse(encodeAppended(told)).getSuccess()?.toObject()).toEqual(success)
  })

  it('of nothing names no position', () => {
    const success = batch({ kind: 'appended', revision: -1, position: undefined }).getSuccess()
    expect([success?.hasNoStream(), success?.hasNoPosition(), success?.hasPosition()]).toEqual([true, true, false])
  })

  it('is refused with what was expected and what is there', () => {
    const unary = appendResponse(encodeWrongVersion({ stream: 's', expected: 'no_stream' }, -1)).getWrongExpectedVersion()
    expect([unary?.hasExpectedNoStream(), unary?.hasCurrentNoStream()]).toEqual([true, true])
  })

  it.each([
    [{ kind: 'wrong-version', current: 5 }, 'event_store.client.WrongExpectedVersion'],
    [{ kind: 'too-late' }, 'event_store.client.Timeout'],
    [{ kind: 'too-large' }, 'event_store.client.MaximumAppendSizeExceeded'],
    [{ kind: 'invalid', reason: 'Not a UUID' }, 'event_store.client.BadRequest'],
  ] as const)('that is %j says so in the type of its details', (told, type) => {
    expect(batch(told).getError()?.getDetails()?.getTypeName()).toBe(type)
  })
})

it('The node is a cluster of one that leads', () => {
  const [member, ...others] = gossipService.read
    .responseDeserialize(encodeCluster({ id: 'i', host: '127.0.0.1', port: 2113, now: 1 }))
    .getMembersList()
  expect(others).toEqual([])
  expect(member?.toObject()).toEqual({
    instanceId: { string: 'i', structured: undefined },
    timeStamp: '1',
    state: 8,
    isAlive: true,
    httpEndPoint: { address: '127.0.0.1', port: 2113 },
  })
})

it('The methods are announced by service and name', () => {
  const methods = featuresService.getSupportedMethods.responseDeserialize(encodeSupportedMethods('23.10.0', ['/a.Streams/BatchAppend']))
  expect(methods.getEventStoreServerVersion()).toBe('23.10.0')
  expect(methods.toObject().methodsList).toEqual([{ serviceName: 'a.Streams', methodName: 'batchappend', featuresList: [] }])
})

it('A bound that is too low is found out', () => {
  expect(() => encode(4, (wire) => wire.text(1, 'abcdef'))).toThrow(RangeError)
})
