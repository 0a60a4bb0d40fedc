import { manualClock } from '@kontor/gateways/kernel/testing'
import type { DatabasePool } from 'slonik'
import { afterAll, beforeAll } from 'vitest'
import { slonikPool } from '../../postgres/index.ts'
import { type TestDatabase, testDatabase } from '../../testing/database.ts'
import { type RunningSandbox, startSandboxBitrix24 } from './sandbox-bitrix24.ts'

export const portal = 'a'.repeat(32)
export const otherPortal = 'b'.repeat(32)

/** What a portal told, as the form it sent; what is not listening is told nothing. */
export type SandboxBench = {
  database: TestDatabase
  pool: DatabasePool
  sandbox: RunningSandbox
  clock: ReturnType<typeof manualClock>
  /** Calls by JSON; answers the status and the body. */
  call: (method: string, parameters?: object, of?: string) => Promise<{ status: number; body: Record<string, unknown> }>
  /** As a process that starts anew on the same database. */
  restart: () => Promise<void>
}

/** The stand-in on a database of its own, with a clock that stands, telling its events to `hookUrl`. */
export const sandboxBench = (hookUrl: () => string = () => 'http://127.0.0.1:1'): SandboxBench => {
  const bench = { clock: manualClock() } as SandboxBench
  const secretOf = (of: string) => `${of}00`
  const portalOf = (secret: string) => [portal, otherPortal].find((one) => secretOf(one) === secret)
  const start = async () => {
    bench.sandbox = await startSandboxBitrix24({
      pool: bench.pool,
      secretOf,
      portalOf,
      hookUrl,
      tokenOf: (of) => `token of ${of}`,
      clock: bench.clock,
    })
  }
  bench.restart = async () => {
    await bench.sandbox.close()
    await start()
  }
  bench.call = async (method, parameters = {}, of = portal) => {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${bench.sandbox.webhookUrl(of)}${method}`, { method: 'POST', headers, body: JSON.stringify(parameters) })
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }
  beforeAll(async () => {
    bench.database = await testDatabase()
    bench.pool = await slonikPool(bench.database.databases.url('kontor_platform'))
    await start()
  })
  afterAll(async () => {
    await bench.sandbox.close()
    await bench.pool.end()
    await bench.database.drop()
  })
  return bench
}
