import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dataFolder, removeDataFolder } from '../../testing/data-folder.ts'
import { type Crashed, crashInRounds } from './crash.ts'
import { figureOf } from './figure.ts'
import { type KillablePostgres, killablePostgres } from './postgres.ts'
import { kontorWhole, storeAlone } from './store-process.ts'

/** Of each victim so many (reliability.md §2.3, F01 and F04). */
const kills = Number(process.env['KONTOR_FAULT_KILLS'] ?? 10)
const seed = Number(process.env['KONTOR_FAULT_SEED'] ?? 1)
/** For a machine that is busy; a quiet one takes one to three seconds a kill. */
const limit = 90_000 + kills * 30_000

const folders: string[] = []
const folder = (): string => {
  const made = dataFolder()
  folders.push(made)
  return made
}

let postgres: KillablePostgres
beforeAll(async () => {
  postgres = await killablePostgres(folder())
}, 60_000)
afterAll(async () => {
  await postgres?.stop()
  for (const one of folders) removeDataFolder(one)
}, 60_000)

const victims = {
  'the store alone': async (round: number) => {
    const store = await storeAlone({ connectionString: postgres.superuserUrl, schema: `store_${round}` })
    return { store, victim: store }
  },
  PostgreSQL: async (round: number) => ({
    store: await storeAlone({ connectionString: postgres.superuserUrl, schema: `postgres_${round}` }),
    victim: postgres,
  }),
  Kontor: async () => {
    const store = await kontorWhole(folder())
    return { store, victim: store }
  },
}

describe.each(Object.entries(victims))('64 writers, and kill -9 ends %s', (name, victimOf) => {
  let crashed: Crashed
  beforeAll(async () => {
    const until = AbortSignal.timeout(limit)
    const planOf = async (round: number) => ({ ...(await victimOf(round)), book: join(folder(), 'book'), until })
    crashed = await crashInRounds({ kills, seed, planOf })
    process.stdout.write(`${JSON.stringify(figureOf('fault.store', name, crashed, seed))}\n`)
  }, limit + 30_000)

  test('it was killed as often as asked, under load', () => {
    expect(crashed.kills).toBe(kills)
    expect(crashed.acknowledged).toBeGreaterThan(kills * 100)
  })

  test('every acknowledged event is there once, where it was said to be; revisions are dense, positions rise, every subscriber heard the same', () => {
    expect(crashed.findings).toEqual([])
  })
})
