import PostalMime, { type Address } from 'postal-mime'
import { createSqlTag, type DatabasePool } from 'slonik'
import { z } from 'zod'

const sql = createSqlTag({ typeAliases: { void: z.strictObject({}) } })

const CaughtLetter = z.object({ id: z.string(), to: z.string(), from: z.string(), subject: z.string(), text: z.string(), receivedAt: z.string() })
export type CaughtLetter = z.output<typeof CaughtLetter>

/** A page holds this many; older ones stay in the table. */
const shown = 100

const shownAs = (address: Address | undefined): string => (address?.name ? `${address.name} <${address.address}>` : (address?.address ?? ''))

/** Postgres keeps no NUL, and a letter may carry anything. */
const storable = (text: string): string => text.replaceAll('\u0000', '\uFFFD')

/** Keeps a letter as it came over the wire; `recipients` are the envelope's. */
export const storeLetter = async (pool: DatabasePool, recipients: readonly string[], raw: Uint8Array, receivedAt: string): Promise<void> => {
  const letter = await PostalMime.parse(raw)
  const to = sql.array(
    recipients.map((address) => address.toLowerCase()),
    'text',
  )
  const [sender, messageId, subject, plain] = [
    shownAs(letter.from),
    letter.messageId ?? '',
    letter.subject ?? '',
    letter.text ?? letter.html ?? '',
  ].map(storable)
  await pool.query(sql.typeAlias('void')`
    insert into caught_letters (sender, recipients, message_id, subject, plain, received_at)
    values (${sender ?? ''}, ${to}, ${messageId ?? ''}, ${subject ?? ''}, ${plain ?? ''}, ${receivedAt}::timestamptz)`)
}

/** Newest first; those to one address, in any case, when `to` is given. */
export const caughtLetters = (pool: DatabasePool, to: string | undefined): Promise<readonly CaughtLetter[]> => {
  const only = to === undefined ? sql.fragment`true` : sql.fragment`recipients @> ${sql.array([to.trim().toLowerCase()], 'text')}`
  return pool.any(sql.type(CaughtLetter)`
    select id::text, array_to_string(recipients, ', ') as "to", sender as "from", subject, plain as text, received_at as "receivedAt"
    from caught_letters where ${only} order by caught_letters.id desc limit ${shown}`)
}
