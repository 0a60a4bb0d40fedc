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
  /** Called when PersonErased is seen: whatever process destroys the key, this one never uses it again. */
  readonly forget: (tenantId: string, personId: string) => void
}

type Row = { readonly tenant_id: string; readonly person_id: string; readonly wrapped: Buffer | null }

const nameOf = (tenantId: string, personId: string) => `${tenantId}.${personId}`

/** Keys in memory: 32 bytes each and their names, some megabytes at most. */
const remembered = 20_000

/** `pool` is that of `kontor_keys`. */
export const personKeys = (pool: pg.Pool, root: RootKeys): PersonKeys => {
  const { wrap, unwrap } = keyWrap(root)
  const known = bounded<Buffer | 'destroyed'>(remembered)

  /** What was read just before a destruction must not come back after it, so the mark of it stays. */
  const learn = ({ tenant_id, person_id, wrapped }: Row): Buffer | 'destroyed' => {
    const name = nameOf(tenant_id, person_id)
    const found = known.get(name) === 'destroyed' || !wrapped ? 'destroyed' : unwrap(tenant_id, person_id, wrapped)
    known.set(name, found)
    return found
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

  const forget = (tenantId: string, personId: string) => known.set(nameOf(tenantId, personId), 'destroyed')

  return {
    forget,
    forWriting: async (tenantId, personId) => {
      const remembered = known.get(nameOf(tenantId, personId))
      const row = remembered ? undefined : ((await find([{ tenantId, personId }]))[0] ?? (await create(tenantId, personId)))
      const key = remembered ?? (row ? learn(row) : 'destroyed')
      if (key === 'destroyed') throw new Refused('person.erased')
      return key
    },
    forReading: async (ids) => {
      const keys = new Map<string, Buffer | 'destroyed'>()
      const unknown = new Map<string, Person>()
      for (const id of ids) {
        const name = nameOf(id.tenantId, id.personId)
        const key = known.get(name)
        if (key) keys.set(name, key)
        else unknown.set(name, id)
      }
      const rows = unknown.size > 0 ? await find([...unknown.values()]) : []
      for (const row of rows) keys.set(nameOf(row.tenant_id, row.person_id), learn(row))
      return new Map([...keys].filter((entry): entry is [string, Buffer] => entry[1] !== 'destroyed'))
    },
    destroy: async (tenantId, personId) => {
      const sql = `insert into person_keys (tenant_id, person_id, wrapped, destroyed_at) values ($1, $2, null, now())
        on conflict (tenant_id, person_id) do update set wrapped = null, destroyed_at = coalesce(person_keys.destroyed_at, now())`
      await pool.query(sql, [tenantId, personId])
      forget(tenantId, personId)
    },
  }
}
