import { isIPv6 } from 'node:net'
import type { Throttle } from '@kontor/gateways/http'
import type pg from 'pg'
import type { Keyed } from '../secrets/index.ts'

/** Failures in a window before log-in is refused for the rest of it (api.md "Limits"). */
const limits = { account: 10, place: 10, address: 100 } as const
const minutes = 15

type Kind = keyof typeof limits
type Counted = { readonly kind: Kind; readonly subject: string }

/** Who has an IPv6 network has 2^64 addresses of it, so its /64 is what counts. @throws never: what is no address counts as itself */
export const networkOf = (address: string): string => {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped || !isIPv6(address)) return mapped ?? address
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::')
  const groups = (text: string | undefined) => (text ? text.split(':') : [])
  const [before, after] = [groups(head), groups(tail)]
  const zeros = Array<string>(tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length)).fill('0')
  const whole = [...before, ...zeros, ...after].slice(0, 4)
  return `${whole.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}

/**
 * A failure counts for the address, and for the account; unless the account was signed in from that address before: then it counts for that place alone. So a
 * stranger who closes an account's window does not lock its owner out. Successes neither count nor forgive. `pool` is that of `kontor_platform`, whose clock is
 * the only one; no table holds an e-mail or an address.
 */
export const throttle = (pool: pg.Pool, keyed: Keyed): Throttle => {
  const placeOf = (account: string, address: string) => keyed('place', `${account}\n${networkOf(address)}`)

  const countedFor = async (account: string, address: string): Promise<readonly Counted[]> => {
    const place = placeOf(account, address)
    const { rows } = await pool.query('select from sign_in_places where subject = $1', [place])
    const who: Counted = rows.length > 0 ? { kind: 'place', subject: place } : { kind: 'account', subject: keyed('account', account) }
    return [who, { kind: 'address', subject: keyed('address', networkOf(address)) }]
  }

  const count = async ({ kind, subject }: Counted) => {
    const sql = `insert into sign_in_failures as f (subject, failures) values ($1, 1)
      on conflict (subject) do update set
        failures = case when f.started_at > now() - make_interval(mins => $2) then f.failures + 1 else 1 end,
        started_at = case when f.started_at > now() - make_interval(mins => $2) then f.started_at else now() end
      returning failures, started_at as window, started_at + make_interval(mins => $2) as until`
    const { rows } = await pool.query<{ failures: number; window: string; until: string }>(sql, [subject, minutes])
    return rows.filter(({ failures }) => failures === limits[kind]).map(({ window, until }) => ({ window, until }))
  }

  const forgetOld = async () => {
    await pool.query(`delete from sign_in_failures where started_at < now() - interval '1 day'`)
    await pool.query(`delete from sign_in_places where seen_at < now() - interval '90 days'`)
  }

  return {
    waitFor: async (account, address) => {
      const counted = await countedFor(account, address)
      const sql = `select max(ceil(extract(epoch from started_at + make_interval(mins => $3) - now())))::int as seconds
        from sign_in_failures join unnest($1::text[], $2::int[]) as closed (subject, "limit") using (subject)
        where failures >= "limit" and started_at > now() - make_interval(mins => $3)`
      const values = [counted.map(({ subject }) => subject), counted.map(({ kind }) => limits[kind]), minutes]
      const { rows } = await pool.query<{ seconds: number | null }>(sql, values)
      return rows[0]?.seconds ?? undefined
    },
    failed: async (account, address) => {
      const counted = await countedFor(account, address)
      const closed = await Promise.all(
        counted.map(async (one) => {
          const kind: 'account' | 'address' = one.kind === 'address' ? 'address' : 'account'
          const subject = kind === 'account' ? keyed('account', account) : one.subject
          return (await count(one)).map((window) => ({ kind, subject, ...window }))
        }),
      )
      if (closed.flat().length > 0) await forgetOld()
      return closed.flat()
    },
    succeeded: async (account, address) => {
      const sql = 'insert into sign_in_places (subject) values ($1) on conflict (subject) do update set seen_at = now()'
      await pool.query(sql, [placeOf(account, address)])
    },
  }
}
