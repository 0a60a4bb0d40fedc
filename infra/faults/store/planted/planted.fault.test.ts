import { afterAll, beforeAll, expect, test } from 'vitest'
import { dataFolder, removeDataFolder } from '../../../testing/data-folder.ts'
import { crash } from '../crash.ts'
import { type KillablePostgres, killablePostgres } from '../postgres.ts'
import { defects } from './defects.ts'

/** A suite that finds nothing proves nothing: each of these must be found, within so many kills, by the very run that the sound store passes. */
const kills = 10
const limit = 120_000
const seed = Number(process.env['KONTOR_FAULT_SEED'] ?? 1)

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

const underLoad = Object.entries(defects).filter(([name]) => !name.startsWith('lock-'))
const schemaOf = (name: string) => name.replaceAll('-', '_')

test.each(underLoad)(
  '%s is found',
  async (planted, { victim, foundAs }) => {
    const until = AbortSignal.timeout(limit)
    const { findings } = await crash({ victim, kills, seed, postgres, schema: schemaOf(planted), folder, planted, untilRed: true, until })
    expect(findings.map(({ fault }) => fault)).toContain(foundAs)
  },
  limit + 30_000,
)

test(
  'writers that name no revision, and new ids at every attempt, are found',
  async () => {
    const until = AbortSignal.timeout(limit)
    const { findings } = await crash({
      victim: 'store',
      kills,
      seed,
      postgres,
      schema: 'careless',
      folder,
      manner: 'careless',
      untilRed: true,
      until,
    })
    expect(findings.map(({ fault }) => fault)).toContain('doubled')
  },
  limit + 30_000,
)
