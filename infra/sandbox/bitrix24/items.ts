import { createSqlTag, type DatabasePool } from 'slonik'
import { z } from 'zod'

const sql = createSqlTag({ typeAliases: { void: z.strictObject({}) } })

const Item = z.object({
  entity: z.int(),
  id: z.coerce.number().int(),
  portal: z.string(),
  fields: z.record(z.string(), z.unknown()),
  createdAt: z.string(),
  updatedAt: z.string(),
  movedAt: z.string(),
})
/** What a portal holds: a deal, a contact, a lead. Times are UTC, of whole seconds. */
export type Item = z.output<typeof Item>
type Place = Pick<Item, 'entity' | 'portal'>

const columns = sql.fragment`entity, id::text, portal, fields, created_at as "createdAt", updated_at as "updatedAt", moved_at as "movedAt"`
const pageSize = 50
/** A page for people shows this many. */
const shown = 200
const whole = (at: number) => new Date(Math.floor(at / 1_000) * 1_000).toISOString()

const comparisons = {
  '': sql.fragment`=`,
  '=': sql.fragment`=`,
  '>': sql.fragment`>`,
  '>=': sql.fragment`>=`,
  '<': sql.fragment`<`,
  '<=': sql.fragment`<=`,
}
const times = { updatedTime: sql.fragment`updated_at`, createdTime: sql.fragment`created_at`, movedTime: sql.fragment`moved_at` }

/** `>=updatedTime`, `originId`, `id`: what we ask for; a portal knows more of them, and ignores what it does not know. */
const condition = ([name, value]: readonly [string, unknown]) => {
  const [, sign = '', field = ''] = /^([<>]?=?)(\w+)$/.exec(name) ?? []
  const compare = comparisons[sign as keyof typeof comparisons]
  const time = times[field as keyof typeof times]
  if (!compare || field === '') return sql.fragment`true`
  if (time) return Number.isNaN(Date.parse(String(value))) ? sql.fragment`false` : sql.fragment`${time} ${compare} ${String(value)}::timestamptz`
  if (field === 'id') return sql.fragment`id ${compare} ${Number(value) || 0}`
  return sql.fragment`fields ->> ${field} ${compare} ${String(value)}`
}

const ordered = (order: Readonly<Record<string, unknown>>) =>
  'updatedTime' in order ? sql.fragment`updated_at, id` : String(order['id']).toUpperCase() === 'DESC' ? sql.fragment`id desc` : sql.fragment`id`

type Query = { readonly filter: Readonly<Record<string, unknown>>; readonly order: Readonly<Record<string, unknown>>; readonly start: number }

/** What the portals of the stand-in hold, in Postgres. `pool` is that of `kontor_platform`; times given are milliseconds. */
export const itemStore = (pool: DatabasePool) => ({
  find: (entity: number, id: number, portal?: string): Promise<Item | null> =>
    pool.maybeOne(sql.type(Item)`
      select ${columns} from sandbox_bitrix24_items
      where entity = ${entity} and id = ${id} and ${portal === undefined ? sql.fragment`true` : sql.fragment`portal = ${portal}`}`),

  list: async ({ entity, portal }: Place, { filter, order, start }: Query) => {
    const conditions = [sql.fragment`entity = ${entity} and portal = ${portal}`, ...Object.entries(filter).map(condition)]
    const where = sql.join(conditions, sql.fragment` and `)
    const { total } = await pool.one(sql.type(z.object({ total: z.int() }))`select count(*)::int as total from sandbox_bitrix24_items where ${where}`)
    const items = await pool.any(sql.type(Item)`
      select ${columns} from sandbox_bitrix24_items where ${where} order by ${ordered(order)} limit ${pageSize} offset ${start}`)
    return { items, total, next: start + pageSize < total ? start + pageSize : undefined }
  },

  add: ({ entity, portal }: Place, fields: Item['fields'], now: number): Promise<Item> =>
    pool.one(sql.type(Item)`
      with next as (
        insert into sandbox_bitrix24_ids as ids (entity, last) values (${entity}, 1)
        on conflict (entity) do update set last = ids.last + 1 returning last)
      insert into sandbox_bitrix24_items (entity, id, portal, fields, created_at, updated_at, moved_at)
      select ${entity}, last, ${portal}, ${JSON.stringify(fields)}::jsonb, ${whole(now)}::timestamptz, ${whole(now)}::timestamptz, ${whole(now)}::timestamptz
      from next returning ${columns}`),

  /** The fields named are replaced; a change of stage is a move. Null when there is no such item. */
  change: (entity: number, id: number, fields: Item['fields'], now: number): Promise<Item | null> =>
    pool.maybeOne(sql.type(Item)`
      update sandbox_bitrix24_items set fields = fields || ${JSON.stringify(fields)}::jsonb, updated_at = ${whole(now)}::timestamptz,
        moved_at = case when fields ->> 'stageId' is distinct from coalesce(${String(fields['stageId'] ?? '')}, '')
          and ${fields['stageId'] !== undefined} then ${whole(now)}::timestamptz else moved_at end
      where entity = ${entity} and id = ${id} returning ${columns}`),

  remove: async (entity: number, id: number, portal: string): Promise<boolean> => {
    const { rowCount } = await pool.query(sql.typeAlias('void')`
      delete from sandbox_bitrix24_items where entity = ${entity} and id = ${id} and portal = ${portal}`)
    return rowCount > 0
  },

  /** Ids of contacts of a portal who can be reached so: telephone numbers by their digits, e-mails in any case. */
  contactsBy: async (portal: string, type: string, values: readonly string[]): Promise<readonly number[]> => {
    const plain = (text: ReturnType<typeof sql.fragment>) =>
      type === 'PHONE' ? sql.fragment`regexp_replace(${text}, '\\D', '', 'g')` : sql.fragment`lower(${text})`
    const rows = await pool.any(sql.type(z.object({ id: z.coerce.number() }))`
      select distinct id::text from sandbox_bitrix24_items, jsonb_array_elements(coalesce(fields -> 'fm', '[]')) as fm, unnest(${sql.array([...values], 'text')}) as wanted
      where entity = 3 and portal = ${portal} and fm ->> 'typeId' = ${type} and ${plain(sql.fragment`fm ->> 'value'`)} = ${plain(sql.fragment`wanted`)}
      order by 1`)
    return rows.map(({ id }) => id).toSorted((one, other) => one - other)
  },

  /** Deals of all portals, newest first; those whose title holds `q`, in any case. */
  newestDeals: (q: string | undefined): Promise<readonly Item[]> =>
    pool.any(sql.type(Item)`
      select ${columns} from sandbox_bitrix24_items
      where entity = 2 and strpos(lower(fields ->> 'title'), lower(${q ?? ''})) > 0 order by created_at desc, id desc limit ${shown}`),

  /** Puts items as they are, with ids of their own; those that are there stay as they are. Ids given out later are larger. */
  seed: async (items: readonly Item[]): Promise<void> => {
    await pool.query(sql.typeAlias('void')`
      insert into sandbox_bitrix24_items (entity, id, portal, fields, created_at, updated_at, moved_at)
      select * from ${sql.unnest(
        items.map(({ entity, id, portal, fields, createdAt, updatedAt, movedAt }) => [
          entity,
          String(id),
          portal,
          JSON.stringify(fields),
          createdAt,
          updatedAt,
          movedAt,
        ]),
        ['int4', 'int8', 'text', 'jsonb', 'timestamptz', 'timestamptz', 'timestamptz'],
      )}
      on conflict (entity, id) do nothing`)
    await pool.query(sql.typeAlias('void')`
      insert into sandbox_bitrix24_ids as ids (entity, last) select entity, max(id) from sandbox_bitrix24_items group by entity
      on conflict (entity) do update set last = greatest(ids.last, excluded.last)`)
  },
})
export type ItemStore = ReturnType<typeof itemStore>
