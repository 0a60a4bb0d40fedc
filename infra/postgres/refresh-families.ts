import type { Families, Family } from '@kontor/gateways/http'
import type pg from 'pg'
import { bounded } from '../secrets/bounded.ts'
import type { RefreshTokens } from '../secrets/index.ts'

type Row = {
  readonly family_id: string
  readonly user_id: string
  readonly tenant_id: string
  readonly slug: string
  readonly role: Family['acting']['role']
  readonly partner_id: string | null
}
const columns = 'family_id, user_id, tenant_id, slug, role, partner_id'
const isOpen = 'revoked_at is null and expires_at > now()'

const familyOf = ({ family_id, user_id, tenant_id, slug, role, partner_id }: Row): Family => ({
  familyId: family_id,
  userId: user_id,
  acting: { tenantId: tenant_id, slug, role, partnerId: partner_id ?? undefined },
})

/**
 * How long an answer of `isOpen` may be old, in milliseconds. Revocation reaches every process within a second (reliability.md §3 line 9), and who asks on a timer
 * of half a second still keeps that.
 */
const fresh = 500
/** Families in memory at a time. */
const remembered = 20_000

/**
 * A session ends seven days after its last refresh and thirty after sign-in, whatever comes (ADR 0013). `pool` is that of `kontor_platform`; `now` counts
 * milliseconds and need not be the time of day.
 */
export const families = (pool: pg.Pool, tokens: RefreshTokens, now: () => number = () => performance.now()): Families => {
  const answers = bounded<{ readonly at: number; readonly open: Promise<boolean> }>(remembered)

  let asked: { readonly ids: Set<string>; readonly open: Promise<ReadonlySet<string>> } | undefined
  /** What is asked in one turn of the event loop is one query: the live channel asks for all its sessions at once. */
  const ask = async (familyId: string): Promise<boolean> => {
    asked ??= together(new Set())
    asked.ids.add(familyId)
    return (await asked.open).has(familyId)
  }
  const together = (ids: Set<string>) => ({
    ids,
    open: Promise.resolve().then(async () => {
      asked = undefined
      const { rows } = await pool.query<Row>(`select family_id from refresh_families where family_id = any($1) and ${isOpen}`, [[...ids]])
      return new Set(rows.map(({ family_id }) => family_id))
    }),
  })

  const revokeWhere = async (condition: string, values: readonly string[]): Promise<readonly Family[]> => {
    const sql = `update refresh_families set revoked_at = coalesce(revoked_at, now()) where ${condition} returning ${columns}`
    const { rows } = await pool.query<Row>(sql, [...values])
    for (const { family_id } of rows) answers.delete(family_id)
    return rows.map(familyOf)
  }

  /** Not the token of today. What once was one ends the family; so does every later attempt, for its whole life. */
  const notCurrent = async (familyId: string, hash: Buffer): ReturnType<Families['rotate']> => {
    const sql = `update refresh_families set revoked_at = coalesce(revoked_at, now()), reused_at = coalesce(reused_at, now())
      where family_id = $1 and expires_at > now() and (reused_at is not null or token_hash <> $2) returning ${columns}`
    const { rows } = await pool.query<Row>(sql, [familyId, hash])
    answers.delete(familyId)
    return rows[0] ? { is: 'reused', family: familyOf(rows[0]) } : { is: 'unknown' }
  }

  return {
    open: async ({ familyId, userId, acting: { tenantId, slug, role, partnerId } }) => {
      const refreshToken = tokens.issue(familyId)
      const sql = `with past as (delete from refresh_families where user_id = $2 and expires_at < now() - interval '30 days')
        insert into refresh_families (family_id, user_id, token_hash, tenant_id, slug, role, partner_id, expires_at)
        values ($1, $2, $3, $4, $5, $6, $7, now() + interval '7 days')`
      await pool.query(sql, [familyId, userId, tokens.read(refreshToken)?.hash, tenantId, slug, role, partnerId])
      return { refreshToken }
    },
    current: async (refreshToken) => {
      const given = tokens.read(refreshToken)
      if (!given) return undefined
      const sql = `select ${columns} from refresh_families where family_id = $1 and token_hash = $2 and ${isOpen}`
      const { rows } = await pool.query<Row>(sql, [given.familyId, given.hash])
      return rows[0] && familyOf(rows[0])
    },
    rotate: async (refreshToken) => {
      const given = tokens.read(refreshToken)
      if (!given) return { is: 'unknown' }
      const next = tokens.issue(given.familyId)
      const sql = `update refresh_families set token_hash = $3, rotated_at = now(),
          expires_at = least(now() + interval '7 days', created_at + interval '30 days')
        where family_id = $1 and token_hash = $2 and ${isOpen} returning ${columns}`
      const { rows } = await pool.query<Row>(sql, [given.familyId, given.hash, tokens.read(next)?.hash])
      return rows[0] ? { is: 'rotated', family: familyOf(rows[0]), refreshToken: next } : notCurrent(given.familyId, given.hash)
    },
    revoke: async (familyId) => (await revokeWhere('family_id = $1 and revoked_at is null', [familyId]))[0],
    // Also those revoked before: a crash between here and the log is mended by asking again, and the log is quiet about a session that is over.
    revokeOfPartner: (tenantId, partnerId) => revokeWhere('tenant_id = $1 and partner_id = $2 and expires_at > now()', [tenantId, partnerId]),
    revokeOfUser: (userId) => revokeWhere('user_id = $1 and expires_at > now()', [userId]),
    isOpen: (familyId) => {
      const answer = answers.get(familyId)
      if (answer && now() - answer.at < fresh) return answer.open
      const open = ask(familyId)
      answers.set(familyId, { at: now(), open })
      // A failure is nobody's answer but its own caller's.
      open.catch(() => answers.delete(familyId))
      return open
    },
  }
}
