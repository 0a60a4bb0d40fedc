import { expect, test } from 'vitest'
import { ProposedMessage } from '../server/protocol/definitions.ts'
import { handOverPlainBytes } from './plain-bytes.ts'

const proposed = (data: string, metadata: string) => {
  const message = new ProposedMessage()
  message.setData(Buffer.from(data).toString('base64'))
  message.setCustomMetadata(Buffer.from(metadata).toString('base64'))
  message.getMetadataMap().set('type', 'заметки.Noted').set('content-type', 'application/json')
  return message
}

test('data and metadata are the bytes that base64 stood for, and the size told is no less than the size written', () => {
  const written = proposed('{"имя":"Анна"}', '{}').serializeBinary().length
  handOverPlainBytes()
  const message = proposed('{"имя":"Анна"}', '{}')
  expect(Buffer.from(message.getData_asU8()).toString()).toBe('{"имя":"Анна"}')
  expect(Buffer.from(message.getCustomMetadata_asU8()).toString()).toBe('{}')
  expect(message.serializeBinary().length).toBeGreaterThanOrEqual(written)
  expect(message.serializeBinary().length).toBeLessThan(written + 128)
})

test('bytes stay what they are', () => {
  const message = new ProposedMessage()
  message.setData(Uint8Array.of(1, 2, 255))
  expect([...message.getData_asU8()]).toEqual([1, 2, 255])
})
