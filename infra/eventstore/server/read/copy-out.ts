import pg from 'pg'

const firstSize = 64 * 1024
/** What a page of a long read takes (page-size.ts). Growing to it by doubling would make twice the garbage. */
const usualSize = 1024 * 1024

/** Pieces put together. Whoever gives a piece uses its memory again, so it is copied. */
const gathering = (): { add(piece: Buffer): void; all(): Buffer } => {
  let bytes = Buffer.allocUnsafeSlow(firstSize)
  let length = 0
  const grow = (needed: number): void => {
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, usualSize, 2 * bytes.length))
    bytes.copy(larger, 0, 0, length)
    bytes = larger
  }
  return {
    add: (piece) => {
      if (length + piece.length > bytes.length) grow(length + piece.length)
      piece.copy(bytes, length)
      length += piece.length
    },
    all: () => bytes.subarray(0, length),
  }
}

/**
 * The rows of a select in the binary format of COPY. As the result of a query they would come as text, bytes in hexadecimal: pg reads columns in no other way.
 * Rejects as a query of the pool does, after which the pool has thrown the connection away.
 */
export const copyOut = async (pool: pg.Pool, select: string): Promise<Buffer> => {
  const gathered = gathering()
  const query = new pg.Query({ text: `copy (${select}) to stdout (format binary)` })
  // What pg does with what COPY sends: nothing, unless the query is told (pg, client.js, `_handleCopyData`).
  Object.assign(query, { handleCopyData: ({ chunk }: { readonly chunk: Buffer }) => gathered.add(chunk) })
  // The types say that the pool answers the query; it answers a promise.
  await (pool.query(query) as unknown as Promise<unknown>)
  return gathered.all()
}
