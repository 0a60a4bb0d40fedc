import { Refused } from '@kontor/core/kernel'
import type pg from 'pg'
import { bounded } from '../secrets/bounded.ts'
import { keyWrap, newPersonKey, type RootKeys } from '../secrets/index.ts'

type Person = { readonly tenantId: string; readonly personId: string }

/** The keys of persons (design.md §4 "Personal data"), in a database of their own. A person without a usable key is simply absent from what is read. */
export type PersonKeys = {
  /** Makes the key at a person's first event. Raises Refused `person.erased` once it is destroyed. */
  readonly forWriting: (tenantId: string, personId: string) => Promise<Buffer>
  /** By `<tenantId>.<personId>`; one query for all that memory does not hold. */
  readonly forReading: (ids: readonly Person[]) => Promise<ReadonlyMap<string, Buffer>>
  /** For ever, also for a person who never had one. Repeating it is harmless. */
  readonly destroy: (tenantId: string, personId: string) => Promise<void>
}

type Row = { readonly tenant_id: string; readonly person_id: string; readonly wrapped: Buffer | null }

const nameOf = (tenantId: string, personId: string) => `${tenantId}.${personId}`

/** Keys in memory: 32 bytes each and their names, some megabytes at most. */
const remembered = 20_000

/**
 * How old a key in memory may be, in milliseconds: whichever process destroys it, every other stops using it within a second. A batch of the log still asks once
 * for each person in it, and all of them in one query.
 */
const fresh = 1_000

type Known = 'destroyed' | { readonly key: Buffer; readonly at: number }

/** `pool` is that of `kontor_keys`; `now` counts milliseconds and need not be the time of day. */
export const personKeys = (pool: pg.Pool, root: RootKeys, now: () => number = () => performance.now()): PersonKeys => {
  const { wrap, unwrap } = keyWrap(root)
  const known = bounded<Known>(remembered)

  /** As memory has it now; undefined where the table has to be asked. */
  const recall = (name: string): Buffer | 'destroyed' | undefined => {
    const found = known.get(name)
    if (found === undefined || found === 'destroyed') return found
    return now() - found.at < fresh ? found.key : undefined
  }

  /** What was read just before a destruction must not come back after it, so the mark of it stays. */
  const learn = ({ tenant_id, person_id, wrapped }: Row, at: number): Buffer | 'destroyed' => {
    const name = nameOf(tenant_id, person_id)
    const key = known.get(name) === 'destroyed' || !wrapped ? 'destroyed' : unwrap(tenant_id, person_id, wrapped)
    known.set(name, key === 'destroyed' ? key : { key, at })
    return key
  }

  const find = async (ids: readonly Person[]): Promise<readonly Row[]> => {
    const sql = `select tenant_id, person_id, wrapped from person_keys
      where (tenant_id, person_id) in (select * from unnest($1::text[], $2::text[]))`
    return (await pool.query<Row>(sql, [ids.map(({ tenantId }) => tenantId), ids.map(({ personId }) => personId)])).rows
  }

  const create = async (tenantId: string, personId: string): Promise<Row | undefined> => {
    const sql = 'insert into person_keys (tenant_id, person_id, wrapped) values ($1, $2, $3) on conflict do nothing'
    await pool.query(sql, [tenantId, personId, wrap(tenantId, personId, newPersonKey())])
    return (await find([{ tenantId, personId }]))[0]
  }

  const askOrCreate = async (tenantId: string, personId: string): Promise<Buffer | 'destroyed'> => {
    const at = now()
    const row = (await find([{ tenantId, personId }]))[0] ?? (await create(tenantId, personId))
    return row ? learn(row, at) : 'destroyed'
  }

  /** What is being asked: a batch of clicks needs the same key a thousand times at once, and the table once. */
  const asking = new Map<string, ReturnType<typeof askOrCreate>>()
  const askOnce = (name: string, tenantId: string, personId: string) => {
    const asked = asking.get(name) ?? askOrCreate(tenantId, personId).finally(() => asking.delete(name))
    asking.set(name, asked)
    return asked
  }

  return {
    forWriting: async (tenantId, personId) => {
      const name = nameOf(tenantId, personId)
      const key = recall(name) ?? (await askOnce(name, tenantId, personId))
      if (key === 'destroyed') throw new Refused('person.erased')
      return key
    },
    forReading: async (ids) => {
      const keys = new Map<string, Buffer | 'destroyed'>()
      const unknown = new Map<string, Person>()
      for (const id of ids) {
        const name = nameOf(id.tenantId, id.personId)
        const key = recall(name)
        if (key) keys.set(name, key)
        else unknown.set(name, id)
      }
      const at = now()
      const rows = unknown.size > 0 ? await find([...unknown.values()]) : []
      for (const row of rows) keys.set(nameOf(row.tenant_id, row.person_id), learn(row, at))
      return new Map([...keys].filter((entry): entry is [string, Buffer] => entry[1] !== 'destroyed'))
    },
    destroy: async (tenantId, personId) => {
      const sql = `insert into person_keys (tenant_id, person_id, wrapped, destroyed_at) values ($1, $2, null, now())
        on conflict (tenant_id, person_id) do update set wrapped = null, destroyed_at = coalesce(person_keys.destroyed_at, now())`
      await pool.query(sql, [tenantId, personId])
      known.set(nameOf(tenantId, personId), 'destroyed')
    },
  }
}
