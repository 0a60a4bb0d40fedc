import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { recreation } from '../server/metadata.ts'
import { carriages } from './carriage.ts'
import type { LogEvent } from './log-event.ts'

const event = (stream: string, revision: number, type = 'notes.Noted', data = '{}'): LogEvent => ({
  position: 0n,
  stream,
  revision: BigInt(revision),
  id: randomUUID(),
  type,
  contentType: 'application/json',
  data: Buffer.from(data),
  metadata: new Uint8Array(),
})
const metadata = (revision: number, data: string, stream = 'a') => event(`$$${stream}`, revision, '$metadata', data)
const deletion = (revision: number) => metadata(revision, '{"$tb":9223372036854775807}')
/** As our own server writes it. */
const ownReturn = (revision: number, data: string) => ({ ...metadata(revision, data), id: recreation(`$$a@${revision}`, undefined, 0).id })

const told = (...events: readonly LogEvent[]) => events.map(carriages())

describe('what is copied', () => {
  it('is events, links and metadata of streams that are not the server’s', () =>
    expect(told(event('a', 0), event('links', 0, '$>', '0@a'), metadata(0, '{"$maxCount":5}'))).toEqual(['append', 'append', 'append']))
  it('is a tombstone by the call that makes one', () =>
    expect(told(event('a', 0), event('a', 2 ** 53, '$streamDeleted'))).toEqual(['append', 'tombstone']))
  it('is nothing of the server’s own streams, nor their metadata', () =>
    expect(told(event('$stats-1', 0), metadata(0, '{"$maxAge":60}', '$stats-1'), event('$ce-a', 0, '$>', '0@a'))).toEqual([
      'left-out',
      'left-out',
      'left-out',
    ]))
})

describe('what a server writes when a deleted stream goes on', () => {
  it('is recognised before the events, where our own puts it', () =>
    expect(told(event('a', 0), deletion(0), ownReturn(1, '{"$tb":1}'), event('a', 1), metadata(2, '{"$maxCount":3}'))).toEqual([
      'append',
      'append',
      'of-the-server',
      'append',
      'append',
    ]))
  it('is recognised behind them, where EventStoreDB puts it', () =>
    expect(told(event('a', 0), deletion(0), event('a', 1), event('a', 2), metadata(1, '{"$tb":1}'), metadata(2, '{"$maxCount":3}'))).toEqual([
      'append',
      'append',
      'append',
      'append',
      'of-the-server',
      'append',
    ]))
  it('is recognised behind metadata that somebody gave the deleted stream', () => {
    const given = metadata(1, '{"$maxCount":3}')
    const expected = ['append', 'append', 'append', 'of-the-server', 'append']
    expect(told(event('a', 0), deletion(0), given, metadata(2, '{"$maxCount":3,"$tb":1}'), event('a', 1))).toEqual(expected)
    expect(told(event('a', 0), deletion(0), given, ownReturn(2, '{"$maxCount":3,"$tb":1}'), event('a', 1))).toEqual(expected)
  })
  it('comes once for each deletion', () =>
    expect(told(event('a', 0), deletion(0), ownReturn(1, '{"$tb":1}'), event('a', 1), deletion(2), ownReturn(3, '{"$tb":2}'), event('a', 2))).toEqual(
      ['append', 'append', 'of-the-server', 'append', 'append', 'of-the-server', 'append'],
    ))
  it('is nobody else’s: a truncation by hand is copied', () =>
    expect(told(event('a', 0), metadata(0, '{"$tb":1}'), event('a', 1), metadata(1, '{"$tb":2}'))).toEqual(['append', 'append', 'append', 'append']))
  it('repeats the metadata before it: others in one append with those are copied', () => {
    const given = [metadata(1, '{"$acl":{}}'), metadata(2, '{"$tb":1}'), metadata(3, '{"$maxCount":3}')]
    const expected = ['append', 'append', 'append', 'append', 'append', 'of-the-server']
    expect(told(event('a', 0), deletion(0), ...given, metadata(4, '{"$maxCount":3,"$tb":1}'))).toEqual(expected)
  })
  it('does not come for another stream', () =>
    expect(told(event('a', 0), deletion(0), event('b', 0), metadata(0, '{"$tb":0}', 'b'))).toEqual(['append', 'append', 'append', 'append']))
})
