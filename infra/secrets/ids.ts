import { createHash, randomBytes } from 'node:crypto'

const marked = (bytes: Buffer, version: number): string => {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | (version << 4)
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return bytes.toString('hex')
}

/** Asking the system for sixteen bytes takes as long as asking it for four thousand. */
const poolBytes = 4_096
let pool = Buffer.alloc(0)
const sixteenBytes = (): Buffer => {
  if (pool.length < 16) pool = randomBytes(poolBytes)
  const bytes = pool.subarray(0, 16)
  pool = pool.subarray(16)
  return bytes
}

/** UUIDv7 without dashes (RFC 9562 §5.7): begins with the millisecond, so that ids made later sort later. */
export const newId = (now = Date.now()): string => {
  const bytes = sixteenBytes()
  bytes.writeUIntBE(now, 0, 6)
  return marked(bytes, 7)
}

const uuid5 = (namespace: string, name: string): string =>
  marked(createHash('sha1').update(Buffer.from(namespace, 'hex')).update(name).digest().subarray(0, 16), 5)

/** The namespace of our own derived ids; any constant will do, but never another one. */
const kontor = '6b6f6e746f725e8f8a3c5d1e7f204b96'

/** UUIDv5 without dashes (RFC 9562 §5.5): the same scope and key always give the same id, and a scope's end cannot pass for a key's beginning. */
export const derivedId = (scope: string, key: string): string => uuid5(uuid5(kontor, scope), key)
