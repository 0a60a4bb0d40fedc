import type { DatabasePool } from 'slonik'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { slonikPool } from '../postgres/index.ts'
import { asOwner, withSession } from '../postgres/session.ts'
import { createViewTables } from '../postgres/view-tables.ts'
import { rootKeys, sealedText } from '../secrets/index.ts'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { portalHealth } from './health.ts'
import { pollQueue } from './polls.ts'
import { pollOnce } from './start-polls.ts'
import { crmVault } from './vault.ts'

let database: TestDatabase
let pool: DatabasePool
const [ours, theirs] = ['a'.repeat(32), 'b'.repeat(32)]
beforeAll(async () => {
  database = await testDatabase()
  pool = await slonikPool(database.databases.url('kontor_platform'))
  const sql = `-- kind: platform\n-- grants: kontor_platform select\ncreate table deals_crms (tenant_id text primary key, reconcile_seconds int not null, connected boolean not null);`
  await createViewTables(database.databases.url('kontor_migrator'), { sql, schema: 'views' })
})
const connect = (...rows: readonly (readonly [string, number, boolean])[]) =>
  withSession(database.adminUrl, async (session) => {
    await session.query('truncate kontor.crm_polls, views.deals_crms')
    for (const row of rows) await session.query('insert into views.deals_crms values ($1, $2, $3)', [...row])
  })
beforeEach(() => connect([ours, 10, true]))
afterAll(async () => {
  await pool.end()
  await database.drop()
})

const now = Date.parse('2026-01-01T00:00:00.000Z')
const cursor = { since: '2026-01-01T00:00:00.000Z', skip: 0 }

test('a tenant who has just connected is looked through from a minute ago', async () => {
  expect(await pollQueue(pool).claim(now)).toMatchObject({ tenantId: ours, since: '2025-12-31T23:59:00.000Z', skip: 0, reconcileSeconds: 10 })
})
test('one process at a time: the lease keeps the others away, and its end lets them in', async () => {
  const [one, other] = [pollQueue(pool), pollQueue(pool)]
  await one.claim(now)
  expect(await other.claim(now + 59_999)).toBeUndefined()
  expect(await other.claim(now + 60_000)).toMatchObject({ tenantId: ours })
})
test('many processes at once: each tenant falls to one', async () => {
  await connect([ours, 10, true], [theirs, 10, true])
  const claimed = await Promise.all(Array.from({ length: 8 }, () => pollQueue(pool).claim(now)))
  expect(claimed.flatMap((poll) => poll?.tenantId ?? []).toSorted()).toEqual([ours, theirs])
})
test('how far it came is kept over a restart; who lost the lease writes nothing', async () => {
  const queue = pollQueue(pool)
  const lost = await queue.claim(now)
  const poll = await queue.claim(now + 60_000)
  if (!lost || !poll) throw new Error('two claims')
  await queue.settle(lost, { cursor: { since: '2030-01-01T00:00:00.000Z', skip: 9 }, nextAt: now, problem: null, now })
  await queue.settle(poll, { cursor: { since: '2026-01-01T00:00:30.000Z', skip: 50 }, nextAt: now + 70_000, problem: 'busy', now: now + 60_000 })
  const again = await slonikPool(database.databases.url('kontor_platform'))
  expect(await pollQueue(again).claim(now + 70_000)).toMatchObject({ since: '2026-01-01T00:00:30.000Z', skip: 50 })
  await again.end()
  expect(await portalHealth(pool).health(ours)).toEqual({
    lastEventAt: null,
    lastPollAt: '2026-01-01T00:01:00.000Z',
    waiting: 0,
    parked: 0,
    lastProblem: 'busy',
  })
})
test('who is disconnected is left alone', async () => {
  await connect([ours, 10, false])
  expect(await pollQueue(pool).claim(now)).toBeUndefined()
})
test('what the portal tells is noted, whether or not it was ever looked through', async () => {
  await portalHealth(pool).heard(theirs)
  expect((await portalHealth(pool).health(theirs)).lastEventAt).toMatch(/^20\d\d-/)
})

test('a poll comes back when its time has come, at once while there is more, and when a limit says so', async () => {
  const queue = pollQueue(pool)
  const settled: number[] = []
  const spying = {
    ...queue,
    settle: async (...[poll, how]: Parameters<typeof queue.settle>) => {
      settled.push(how.nextAt - now)
      await queue.settle(poll, how)
    },
  }
  const full = { is: 'full' as const, until: now + 3_000 }
  const page = (count: number) =>
    JSON.stringify({
      result: { items: Array.from({ length: count }, (_, n) => ({ id: n + 1, stageId: 'NEW', updatedTime: cursor.since, originatorId: 'other' })) },
    })
  const portalOf = (count: number) => async () => ({
    name: 'sandbox',
    webhookUrl: 'http://portal/',
    funnelId: 0,
    stageId: undefined,
    limit: { key: 'k', capacity: 1, refillPerSec: 1 },
    dealUrl: (id: string) => id,
    post: async () => ({ is: 'answered' as const, status: 200, body: page(count) }),
  })
  const ports = (count: number, turn: { is: 'taken' } | typeof full) => ({
    queue: spying,
    clock: { now: () => now, wait: async () => {} },
    newId: () => 'id',
    onError: (error: unknown) => expect.unreachable(String(error)),
    log: { read: async () => ({ events: [], revision: 'no-stream' as const }) },
    execute: () => expect.unreachable(),
    portalOf: portalOf(count),
    limits: { take: async () => turn, drain: async () => {} },
    derivedId: (scope: string, key: string) => scope + key,
    linkCode: (id: string) => id,
    now: () => now,
    random: () => 0,
  })
  const book = () => expect.unreachable('no deal of ours')
  const { signal } = new AbortController()
  for (const [count, turn] of [
    [3, { is: 'taken' }],
    [50, { is: 'taken' }],
    [50, full],
  ] as const) {
    await connect([ours, 10, true])
    const poll = await queue.claim(now)
    if (!poll) throw new Error('a poll is due')
    await pollOnce(ports(count, turn) as never, book as never, poll, signal)
  }
  expect(settled).toEqual([10_000, 0, 3_000])
})

test('secrets lie sealed, each tenant’s its own', async () => {
  const vault = crmVault(pool, sealedText(rootKeys(Buffer.alloc(32, 7))))
  await vault.keep(ours, 'webhookUrl', 'https://one.test/rest/1/first/')
  await vault.keep(ours, 'webhookUrl', 'https://one.test/rest/1/second/')
  expect(await vault.find(ours, 'webhookUrl')).toBe('https://one.test/rest/1/second/')
  expect([await vault.find(ours, 'applicationToken'), await vault.find(theirs, 'webhookUrl')]).toEqual([undefined, undefined])
  const rows = await asOwner(database.databases.url('kontor_migrator'), (session) => session.query('select c::text as row from crm_secrets as c'))
  expect(JSON.stringify(rows.rows)).not.toContain(Buffer.from('second').toString('hex'))
})
