import { totalsOfPartners } from '@kontor/projections/links'
import { listPartnerSums } from '@kontor/projections/reports'
import { listOwed } from '@kontor/projections/rewards'
import type { HttpDeps, Reader } from '../ports.ts'
import type { PartnerTotals } from './contract.ts'

const nothing: PartnerTotals = { links: 0, clicks: 0, customers: 0, won: 0, amount: [], reward: [], owed: [] }

/** What each of these partners has brought and earned since the beginning, from sums that are kept: the same cost after years. */
export const totalsOf = async (
  { read }: Pick<HttpDeps, 'read'>,
  reader: Reader,
  partnerIds: readonly string[],
  after: string | undefined,
): Promise<(partnerId: string) => PartnerTotals> => {
  const [links, sums, owed] = await Promise.all([
    read(reader, 'links.clicks', after, (db) => totalsOfPartners(db, partnerIds)),
    read(reader, 'reports.activity', after, (db) => listPartnerSums(db, partnerIds)),
    read(reader, 'rewards.list', after, (db) => listOwed(db, partnerIds)),
  ])
  return (partnerId) => {
    const linked = links.find((row) => row.partnerId === partnerId)
    const summed = sums.find((row) => row.partnerId === partnerId)
    return {
      ...nothing,
      ...(linked && { links: linked.links, clicks: linked.clicks }),
      ...(summed && { customers: summed.customers, won: summed.won, amount: summed.amount, reward: summed.reward }),
      owed: owed.filter((row) => row.partnerId === partnerId).map(({ minor, currency }) => ({ minor, currency })),
    }
  }
}
