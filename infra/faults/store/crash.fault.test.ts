import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dataFolder, removeDataFolder } from '../../testing/data-folder.ts'
import { type Crashed, crash } from './crash.ts'
import { figureOf } from './figure.ts'
import { type KillablePostgres, killablePostgres } from './postgres.ts'

/** Of the store and of its database, each so many times (reliability.md §2.3, F01 and F04). */
const kills = Number(process.env['KONTOR_FAULT_KILLS'] ?? 10)
const seed = Number(process.env['KONTOR_FAULT_SEED'] ?? 1)
/** For a machine that is busy; a quiet one takes two or three seconds a kill. */
const limit = 60_000 + kills * 15_000

let folder: string
let postgres: KillablePostgres
beforeAll(async () => {
  folder = dataFolder()
  postgres = await killablePostgres(folder)
}, 60_000)
afterAll(async () => {
  await postgres?.stop()
  removeDataFolder(folder)
}, 60_000)

describe.each(['store', 'postgres'] as const)('64 writers while kill -9 ends the %s', (victim) => {
  let crashed: Crashed
  beforeAll(async () => {
    const until = AbortSignal.timeout(limit)
    crashed = await crash({ victim, kills, seed, postgres, schema: `killed_${victim}`, folder, until })
    process.stdout.write(`${JSON.stringify(figureOf(`fault.store.${victim}`, crashed, seed))}\n`)
  }, limit + 30_000)

  test('it was killed as often as asked, under load', () => {
    expect(crashed.kills).toBe(kills)
    expect(crashed.acknowledged).toBeGreaterThan(kills * 100)
  })

  test('every acknowledged event is there once, where it was said to be; revisions are dense, positions rise, every subscriber heard the same', () => {
    expect(crashed.findings).toEqual([])
  })
})
