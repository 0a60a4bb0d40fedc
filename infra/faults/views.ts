import { readFileSync } from 'node:fs'
import { fingerprint, tablesIn } from '@kontor/projections/kernel'
import { readiness } from '../compose/readiness.ts'
import type { Stores } from '../compose/stores.ts'
import { allProjections, openProjector } from '../compose/views.ts'
import { headOf } from '../eventstore/client/index.ts'
import { silent } from '../postgres/embedded/log.ts'

const tablesOf = (view: string) => tablesIn(readFileSync(new URL(`../../projections/${view.replace('.', '/')}/table.sql`, import.meta.url), 'utf8'))

/** Every view by its name: as it is kept, and as it is when it is filled anew from the same log. */
export const liveAndRebuilt = async (stores: Stores) => {
  await using closing = new AsyncDisposableStack()
  const projector = await openProjector(stores, silent, closing)
  const names = allProjections.map(({ name }) => name)
  await readiness(stores).until(await headOf(stores.client), names)
  const hashes = async () => {
    const all: Record<string, string> = {}
    for (const name of names) all[name] = await fingerprint(stores.pools.projector, tablesOf(name))
    return all
  }
  const live = await hashes()
  for (const name of names) await (await projector.rebuild(name)).switched
  return { live, rebuilt: await hashes() }
}
