import { readConfig } from '../compose/config.ts'
import { openDatabases, openStores, type Stores } from '../compose/stores.ts'
import { silent } from '../postgres/embedded/log.ts'
import { loadRootKey } from '../secrets/index.ts'

/** The stores of a data folder, opened by this process while no program runs on it: to lay a ground before, and to look into the log after. */
export const onData = async <T>(dataDir: string, work: (stores: Stores) => Promise<T>): Promise<T> => {
  await using closing = new AsyncDisposableStack()
  const config = readConfig({ KONTOR_DATA: dataDir })
  const root = loadRootKey(config.keyFile)
  const databases = await openDatabases(config, root.subkey('postgres roles'), silent, closing)
  return await work(await openStores({ databases, eventStoreUrl: undefined, root, onLost: () => {} }, closing))
}

/** How often each click is in the log, by its id; as the client reads it. */
export const clicksIn = async ({ client }: Pick<Stores, 'client'>): Promise<ReadonlyMap<string, number>> => {
  const clicks = new Map<string, number>()
  for await (const { event } of client.readAll({})) {
    if (event?.type !== 'links.ClickRecorded') continue
    const { clickId } = event.data as { clickId: string }
    clicks.set(clickId, (clicks.get(clickId) ?? 0) + 1)
  }
  return clicks
}
