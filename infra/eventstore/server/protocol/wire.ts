/**
 * Writes one protobuf message from its end to its start: a nested message knows its length when its turn comes, nothing is measured
 * twice or copied. Fields therefore come out in the reverse of the order in which they are written, which no reader minds.
 * Written by hand because the generated classes spend most of a read on objects that are thrown away.
 */
export type Wire = {
  bytes(field: number, value: Uint8Array): void
  text(field: number, value: string): void
  /** A whole number of 0 and above that a double holds exactly, or 2^63 for the largest int64; unlike proto3's default it is written even when it is 0. */
  number(field: number, value: number): void
  message(field: number, body?: (wire: Wire) => void): void
  /** A whole message behind the head that gRPC puts before each: a 0, for not compressed, and its length in four bytes. */
  frame(body: (wire: Wire) => void): void
}

/** Bytes that gRPC puts before a message. */
export const frameHead = 5

const lengthDelimited = 2
/** Up to here a loop over the characters is faster than a call of Node's encoder. */
const shortText = 64
const largestInt64 = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f)

/** `size` bounds what `body` writes, heads of frames included; a bound that is too low is a defect and throws. */
export const encode = (size: number, body: (wire: Wire) => void): Buffer => {
  const buffer = Buffer.allocUnsafe(size)
  let start = size

  const varint = (value: number): void => {
    let length = 1
    for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) length += 1
    start -= length
    if (start < 0) throw new RangeError(`A message of more than ${size} bytes`)
    let rest = value
    for (let offset = start; offset < start + length - 1; offset += 1) {
      buffer[offset] = (rest % 128) | 128
      rest = Math.floor(rest / 128)
    }
    buffer[start + length - 1] = rest
  }
  const tag = (field: number, type: number): void => varint(field * 8 + type)
  const delimited = (field: number, end: number): void => {
    varint(end - start)
    tag(field, lengthDelimited)
  }
  const room = (length: number): number => {
    const end = start
    start -= length
    if (start < 0) throw new RangeError(`A message of more than ${size} bytes`)
    return end
  }
  /** False, and nothing written, for any other text. */
  const shortAscii = (value: string): boolean => {
    if (value.length > shortText) return false
    const end = room(value.length)
    for (let at = 0; at < value.length; at += 1) {
      const code = value.charCodeAt(at)
      if (code > 127) {
        start = end
        return false
      }
      buffer[start + at] = code
    }
    return true
  }

  const wire: Wire = {
    bytes: (field, value) => {
      const end = room(value.length)
      buffer.set(value, start)
      delimited(field, end)
    },
    text: (field, value) => {
      const end = start
      if (!shortAscii(value)) {
        room(Buffer.byteLength(value))
        buffer.write(value, start)
      }
      delimited(field, end)
    },
    number: (field, value) => {
      if (value < 2 ** 63) varint(value)
      else {
        room(largestInt64.length)
        buffer.set(largestInt64, start)
      }
      tag(field, 0)
    },
    message: (field, inner) => {
      const end = start
      inner?.(wire)
      delimited(field, end)
    },
    frame: (inner) => {
      const end = start
      inner(wire)
      const length = end - start
      room(frameHead)
      buffer.writeUInt8(0, start)
      buffer.writeUInt32BE(length, start + 1)
    },
  }
  body(wire)
  return buffer.subarray(start)
}

/** One message behind its head; `size` is without it. */
export const encodeFrame = (size: number, body: (wire: Wire) => void): Buffer => encode(size + frameHead, (wire) => wire.frame(body))
