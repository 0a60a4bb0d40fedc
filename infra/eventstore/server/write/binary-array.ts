import { writeInt8 } from './int8.ts'

/** One-dimensional arrays in Postgres' binary form: event data reaches the disk as the bytes it is, never as hexadecimal text. */
const oid = { boolean: 16, bytea: 17, bigint: 20, text: 25, uuid: 2950 } as const

const headerSize = 20

const header = (type: number, count: number, bodySize: number): Buffer => {
  const array = Buffer.allocUnsafe(headerSize + bodySize)
  array.writeInt32BE(count === 0 ? 0 : 1, 0) // dimensions
  array.writeInt32BE(0, 4) // holds no nulls
  array.writeInt32BE(type, 8)
  array.writeInt32BE(count, 12)
  array.writeInt32BE(1, 16) // the index of the first
  return count === 0 ? array.subarray(0, 12) : array
}

const fixed = (type: number, width: number, count: number, write: (array: Buffer, offset: number, index: number) => void): Buffer => {
  const array = header(type, count, count * (4 + width))
  for (let index = 0, offset = headerSize; index < count; index += 1, offset += 4 + width) {
    array.writeInt32BE(width, offset)
    write(array, offset + 4, index)
  }
  return array
}

const varying = (type: number, items: readonly Uint8Array[]): Buffer => {
  const array = header(
    type,
    items.length,
    items.reduce((size, item) => size + 4 + item.length, 0),
  )
  let offset = headerSize
  for (const item of items) {
    array.writeInt32BE(item.length, offset)
    array.set(item, offset + 4)
    offset += 4 + item.length
  }
  return array
}

export const bigintArray = (items: readonly number[]): Buffer =>
  fixed(oid.bigint, 8, items.length, (array, offset, index) => writeInt8(array, items[index] ?? 0, offset))

export const booleanArray = (items: readonly boolean[]): Buffer =>
  fixed(oid.boolean, 1, items.length, (array, offset, index) => array.writeUInt8(items[index] ? 1 : 0, offset))

/** Ids as text, with dashes or without. */
export const uuidArray = (items: readonly string[]): Buffer =>
  fixed(oid.uuid, 16, items.length, (array, offset, index) => array.write((items[index] ?? '').replaceAll('-', ''), offset, 16, 'hex'))

export const textArray = (items: readonly string[]): Buffer =>
  varying(
    oid.text,
    items.map((item) => Buffer.from(item)),
  )

export const byteaArray = (items: readonly Uint8Array[]): Buffer => varying(oid.bytea, items)
