import type { StoredEvent } from '../events.ts'

const signature = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1')
/** The signature, flags and the length of an extension, which is 0. */
const headerSize = signature.length + 8
const columns = 10
const twoTo32 = 2 ** 32

const dashed = (hex: string): string => `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`

/**
 * The events in a binary COPY of the columns of `columnsOf` (PostgreSQL manual, "COPY", Binary Format). Their data and metadata are not copied: they lie in `copied`.
 * @throws RangeError when it is something else, or not all of it: then a field or the end is beyond its bytes.
 */
export const copiedEvents = (copied: Buffer): StoredEvent[] => {
  if (!copied.subarray(0, signature.length).equals(signature)) throw new RangeError('Not a binary copy')
  const events: StoredEvent[] = []
  let offset = headerSize

  /** Goes behind the next field; answers where it ends. */
  const skip = (): number => {
    offset += 4 + copied.readInt32BE(offset)
    return offset
  }
  const bigint = (): number => {
    const end = skip()
    return copied.readInt32BE(end - 8) * twoTo32 + copied.readUInt32BE(end - 4)
  }
  const bytes = (): Buffer => {
    const start = offset + 4
    return copied.subarray(start, skip())
  }
  const text = (): string => {
    const start = offset + 4
    return copied.toString('utf8', start, skip())
  }
  const uuid = (): string => {
    const end = skip()
    return dashed(copied.toString('hex', end - 16, end))
  }
  const boolean = (): boolean => copied[skip() - 1] === 1

  for (;;) {
    const count = copied.readInt16BE(offset)
    offset += 2
    if (count === -1) return events
    if (count !== columns) throw new RangeError(`A row of ${count} columns`)
    events.push({
      position: bigint(),
      stream: text(),
      streamId: bigint(),
      revision: bigint(),
      created: bigint(),
      id: uuid(),
      isJson: boolean(),
      type: text(),
      data: bytes(),
      metadata: bytes(),
    })
  }
}
