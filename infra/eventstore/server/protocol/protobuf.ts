/** A place in an encoded protobuf message, moved on by whoever reads there. */
export type Cursor = { readonly bytes: Buffer; at: number }

const mostVarintBytes = 10
/** Up to here a loop over the bytes is faster than a call of Node's decoder. */
const shortText = 40

/** Exact up to 2^53, beyond that rounded: for lengths, tags and whoever looks again. */
export const varint = (from: Cursor): number => {
  const { bytes, at } = from
  let value = 0
  let scale = 1
  for (let offset = 0; offset < mostVarintBytes; offset += 1) {
    const byte = bytes[at + offset]
    if (byte === undefined) break
    value += (byte & 127) * scale
    if (byte < 128) {
      from.at = at + offset + 1
      return value
    }
    scale *= 128
  }
  throw new RangeError('A protobuf number that does not end')
}

/** A uint64, exactly: what `BigInt` makes a bigint of, and a double where one holds it. */
export const uint64 = (from: Cursor): number | bigint => {
  const start = from.at
  const value = varint(from)
  if (Number.isSafeInteger(value)) return value
  let exact = 0n
  for (let at = from.at - 1; at >= start; at -= 1) exact = exact * 128n + BigInt((from.bytes[at] ?? 0) & 127)
  return BigInt.asUintN(64, exact)
}

/** Where the piece ends whose length stands here: its bytes are from the place reached to there. */
const pieceEnd = (from: Cursor): number => {
  const length = varint(from)
  const end = from.at + length
  if (end > from.bytes.length) throw new RangeError('A protobuf message that was cut off')
  return end
}

/** A view, no copy. */
export const bytes = (from: Cursor): Buffer => {
  const end = pieceEnd(from)
  const piece = from.bytes.subarray(from.at, end)
  from.at = end
  return piece
}

export const text = (from: Cursor): string => {
  const end = pieceEnd(from)
  const start = from.at
  from.at = end
  if (end - start > shortText) return from.bytes.toString('utf8', start, end)
  let read = ''
  for (let at = start; at < end; at += 1) {
    const byte = from.bytes[at] ?? 0
    if (byte > 127) return from.bytes.toString('utf8', start, end)
    read += String.fromCharCode(byte)
  }
  return read
}

/** What reads one field after its tag, which is its number times 8 and its type on the wire; whatever it does not know it leaves to `skip`. */
export type Take<T> = (into: T, tag: number, from: Cursor) => void

const fieldsUntil = <T>(end: number, from: Cursor, into: T, take: Take<T>): T => {
  while (from.at < end) take(into, varint(from), from)
  if (from.at > end) throw new RangeError('A protobuf field beyond the end of its message')
  return into
}

/** Reads the message whose length stands here. */
export const message = <T>(from: Cursor, into: T, take: Take<T>): T => fieldsUntil(pieceEnd(from), from, into, take)

/** Reads a message that is all there is. */
export const wholeMessage = <T>(encoded: Buffer, into: T, take: Take<T>): T => fieldsUntil(encoded.length, { bytes: encoded, at: 0 }, into, take)

/** Passes over one field, of any type there is. @throws RangeError for one that there is not. */
export const skip = (tag: number, from: Cursor): void => {
  const type = tag % 8
  if (type === 0) varint(from)
  else if (type === 1) from.at += 8
  else if (type === 2) from.at = pieceEnd(from)
  else if (type === 3) for (let inner = varint(from); inner % 8 !== 4; inner = varint(from)) skip(inner, from)
  else if (type === 5) from.at += 4
  else throw new RangeError(`A protobuf field of type ${type}`)
}
