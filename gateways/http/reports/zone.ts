import { listProgrammes } from '@kontor/projections/partners'
import type { HttpDeps, Reader } from '../ports.ts'

/** The zone in which days are counted when nobody names one: the tenant's first programme's. */
export const zoneOf = async ({ read }: Pick<HttpDeps, 'read'>, reader: Reader): Promise<string> => {
  const { items } = await read(reader, 'partners.programmes', undefined, (db) => listProgrammes(db, { limit: 200 }))
  return items.at(-1)?.timeZone ?? 'UTC'
}
