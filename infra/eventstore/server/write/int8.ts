const twoTo32 = 2 ** 32
const largest = (1n << 63n) - 1n

/** Postgres' bigint: a whole number of 0 and above that a double holds exactly; whatever is beyond int64 is written as its largest. */
export const writeInt8 = (into: Buffer, value: number, at: number): void => {
  if (value >= 2 ** 63) return void into.writeBigInt64BE(largest, at)
  into.writeUInt32BE(Math.floor(value / twoTo32), at)
  into.writeUInt32BE(value % twoTo32, at + 4)
}
