import type pg from 'pg'

/** What pg needs of something that it is given in place of a query (pg, query.js). */
type Submittable = {
  submit(connection: Connection): void
  handleError(error: Error): void
  handleReadyForQuery(): void
  readonly [other: string]: unknown
}
type Connection = { query(text: string): void; sendCopyFromChunk(chunk: Buffer): void; endCopyFrom(): void }

/** One `copy … from stdin (format binary)`, and what it takes in. */
export type Copy = { readonly text: string; readonly rows: Buffer }

const nothing = (): void => {}

/**
 * Several COPYs in one message, hence in one transaction: all of them are committed when it resolves, none when it rejects. Nothing is waited for in between: what
 * follows a COPY that fails is passed over by Postgres (Frontend/Backend Protocol, COPY Operations).
 */
export const copyIn = (client: pg.Client, copies: readonly Copy[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const copying: Submittable = {
      submit: (connection) => {
        connection.query(copies.map(({ text }) => text).join(';'))
        for (const { rows } of copies) {
          connection.sendCopyFromChunk(rows)
          connection.endCopyFrom()
        }
      },
      handleError: reject,
      handleReadyForQuery: () => resolve(),
      handleCommandComplete: nothing,
      handleCopyInResponse: nothing,
    }
    client.query(copying as unknown as pg.Submittable)
  })
