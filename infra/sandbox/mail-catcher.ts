import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { DatabasePool } from 'slonik'
import { SMTPServer } from 'smtp-server'
import { type CaughtLetter, caughtLetters, storeLetter } from './caught-letters.ts'

/** The largest letter it takes; the largest that Kontor sends is a thousandth of it. */
const largest = 10 * 1024 * 1024

export type MailCatcher = {
  /** Where letters may be sent, on loopback only. */
  readonly smtpUrl: string
  /** Newest first, at most a hundred; those to one address when it is given. */
  readonly letters: (to?: string) => Promise<readonly CaughtLetter[]>
  readonly close: () => Promise<void>
}

/** Said when the database does not take the letter: the sender may try again. */
const notNow = () => Object.assign(new Error('4.3.0 the letter could not be stored'), { responseCode: 451 })

/**
 * Stands in for a mail server: takes every letter, delivers none, and keeps them where a page of the sandbox shows them. A letter is acknowledged after its
 * commit, and one sent twice is kept twice. `pool` is that of `kontor_platform`, `now` answers milliseconds.
 */
export const startMailCatcher = async ({ pool, now = Date.now }: { pool: DatabasePool; now?: () => number }): Promise<MailCatcher> => {
  const server = new SMTPServer({
    name: 'mail-catcher.localhost',
    size: largest,
    authOptional: true,
    disableReverseLookup: true,
    hideSTARTTLS: true,
    onData: (stream, { envelope }, answer) => {
      const recipients = envelope.rcptTo.map(({ address }) => address)
      const store = async () => storeLetter(pool, recipients, await buffer(stream), new Date(now()).toISOString())
      store().then(
        () => answer(null),
        () => answer(notNow()),
      )
    },
  })
  // A client that breaks off is the client's affair.
  server.on('error', () => {})
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.server.address() as AddressInfo
  return {
    smtpUrl: `smtp://127.0.0.1:${port}`,
    letters: (to) => caughtLetters(pool, to),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
