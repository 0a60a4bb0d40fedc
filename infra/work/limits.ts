import { isoAt, type Limits } from '@kontor/gateways/kernel'
import type { DatabasePool } from 'slonik'
import { z } from 'zod'
import { sql } from './sql.ts'

const Left = z.object({ left: z.number() })

/** Token buckets in Postgres. `pool` is that of `kontor_platform`; the time is the caller's, and one that goes back fills nothing. */
export const limits = (pool: DatabasePool): Limits => ({
  take: async ({ key, capacity, refillPerSec }, turns, now) => {
    if (turns > capacity) throw new RangeError(`${turns} turns at once, and ${key} never has more than ${capacity}`)
    const at = sql.fragment`${isoAt(now)}::timestamptz`
    const filled = sql.fragment`least(${capacity}::float8, b.tokens + greatest(0, extract(epoch from ${at} - b.filled_at))::float8 * ${refillPerSec}::float8)`
    const taken = await pool.maybeOne(sql.type(Left)`
      insert into rate_buckets as b (key, tokens, filled_at) values (${key}, ${capacity - turns}, ${at})
      on conflict (key) do update set tokens = ${filled} - ${turns}, filled_at = greatest(b.filled_at, ${at})
      where ${filled} >= ${turns} returning tokens as left`)
    if (taken) return { is: 'taken' }
    const { left } = await pool.one(sql.type(Left)`select ${filled} as left from rate_buckets as b where key = ${key}`)
    return { is: 'full', until: now + Math.max(0, Math.ceil(((turns - left) / refillPerSec) * 1_000)) }
  },
  drain: async ({ key }, now) => {
    await pool.query(sql.typeAlias('void')`
      insert into rate_buckets (key, tokens, filled_at) values (${key}, 0, ${isoAt(now)}::timestamptz)
      on conflict (key) do update set tokens = 0, filled_at = greatest(rate_buckets.filled_at, excluded.filled_at)`)
  },
})
