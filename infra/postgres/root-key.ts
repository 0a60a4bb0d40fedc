import type pg from 'pg'
import type { RootKeys } from '../secrets/index.ts'

/** Everything sealed here was sealed with another key; the message is one line with the remedy. */
export class OtherRootKey extends Error {
  constructor() {
    super('KONTOR_KEY_FILE is not the key that this data was written with: restore it from the backup of the keys')
    this.name = 'OtherRootKey'
  }
}

/** Remembers the root key of the first start by its fingerprint. `pool` is that of `kontor_keys`. @throws OtherRootKey at a start with another one */
export const confirmRootKey = async (pool: pg.Pool, root: RootKeys): Promise<void> => {
  const fingerprint = root.subkey('fingerprint').toString('hex')
  await pool.query('insert into root_key (fingerprint) values ($1) on conflict do nothing', [fingerprint])
  const { rows } = await pool.query<{ fingerprint: string }>('select fingerprint from root_key')
  if (rows[0]?.fingerprint !== fingerprint) throw new OtherRootKey()
}
