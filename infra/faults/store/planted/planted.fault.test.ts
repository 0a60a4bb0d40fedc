import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dataFolder, removeDataFolder } from '../../../testing/data-folder.ts'
import type { Attempt } from '../append-surely.ts'
import { crash } from '../crash.ts'
import { type KillablePostgres, killablePostgres } from '../postgres.ts'
import { storeAlone } from '../store-process.ts'
import { carelessly } from './careless.ts'
import { type Defect, defects } from './defects.ts'

/** A suite that finds nothing proves nothing: each of these must be found, within so many kills, by the very run that the sound store passes. */
const kills = 40
const limit = 300_000
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

type Planted = Pick<Defect, 'victim' | 'foundAs'> & { readonly planted?: string; readonly attempt?: Attempt }

/** As the sound store is run, and told in one line. */
const faultsOf = async (name: string, { victim, foundAs, planted, attempt }: Planted) => {
  const store = await storeAlone({ connectionString: postgres.superuserUrl, schema: name.replaceAll('-', '_'), planted })
  const plan = { store, victim: victim === 'store' ? store : postgres, kills, seed, book: join(folder, name), attempt, lookedFor: foundAs }
  const crashed = await crash({ ...plan, until: AbortSignal.timeout(limit) })
  const found = Object.fromEntries(crashed.findings.map(({ fault, what }) => [fault, what]))
  process.stdout.write(`${JSON.stringify({ name: 'fault.planted', planted: name, kills: crashed.kills, seed, found })}\n`)
  return Object.keys(found)
}

test.each(underLoad)(
  '%s is found',
  async (planted, { victim, foundAs }) => {
    expect(await faultsOf(planted, { victim, foundAs, planted })).toContain(foundAs)
  },
  limit + 30_000,
)

test(
  'writers that name no revision, and new ids at every attempt, are found',
  async () => {
    expect(await faultsOf('careless-writers', { victim: 'store', foundAs: 'doubled', attempt: carelessly })).toContain('doubled')
  },
  limit + 30_000,
)
