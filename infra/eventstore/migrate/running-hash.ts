import { createHash } from 'node:crypto'
import type { Carried } from './carriage.ts'

const lengths = Buffer.alloc(16)

/** Bytes that differ for any two events that differ in anything a copy keeps. A tombstone is its stream's end and no more: each server gives it an id of its own. */
export const fingerprint = ({ event, carriage }: Carried): Buffer => {
  const { stream, revision, id, type, contentType, data, metadata } = event
  const head = carriage === 'tombstone' ? [stream] : [stream, String(revision), id, type, contentType]
  const text = Buffer.from(JSON.stringify(head))
  const [first, second] = carriage === 'tombstone' ? [new Uint8Array(), new Uint8Array()] : [data, metadata]
  lengths.writeUInt32LE(text.length, 0)
  lengths.writeUInt32LE(first.length, 4)
  lengths.writeUInt32LE(second.length, 8)
  return Buffer.concat([lengths, text, first, second])
}

/** SHA-256 over the fingerprints so far, in order. */
export const runningHash = () => {
  const hash = createHash('sha256')
  let count = 0
  return {
    add: (bytes: Buffer): void => {
      hash.update(bytes)
      count += 1
    },
    count: () => count,
    hex: (): string => hash.copy().digest('hex'),
  }
}
