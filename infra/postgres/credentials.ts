import type { Credentials } from '@kontor/gateways/http'
import type pg from 'pg'
import type { Passwords } from '../secrets/index.ts'

/** No user has this id; asking for it costs what asking for a real one does. */
const nobody = ''

/** The vault of password hashes. `pool` is that of `kontor_platform`. */
export const credentials = (pool: pg.Pool, { hash, verify, outdated }: Passwords): Credentials => {
  const store = async (userId: string, password: string): Promise<void> => {
    const sql = `insert into credentials (user_id, hash) values ($1, $2)
      on conflict (user_id) do update set hash = excluded.hash, changed_at = now()`
    await pool.query(sql, [userId, await hash(password)])
  }
  return {
    store,
    remove: async (userId) => {
      await pool.query('delete from credentials where user_id = $1', [userId])
    },
    verify: async (userId, password) => {
      const { rows } = await pool.query<{ hash: string }>('select hash from credentials where user_id = $1', [userId ?? nobody])
      const encoded = rows[0]?.hash
      const right = await verify(encoded, password)
      // The only moment at which the password is known: a hash of yesterday's cost is renewed.
      if (right && userId && encoded && outdated(encoded)) await store(userId, password)
      return right
    },
  }
}
