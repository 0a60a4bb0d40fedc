import type { HttpDeps } from '@kontor/gateways/http'
import type { HistoryPorts } from './history.ts'
import type { TellingPorts } from './telling.ts'

/** The other side of the history: the stages as the stand-in of Bitrix24 calls them, and its own copies of the deals. */
export const historyOf = ({ sandboxBitrix24 }: Pick<HttpDeps, 'sandboxBitrix24'>): Omit<HistoryPorts, keyof TellingPorts> => ({
  stages: new Map(sandboxBitrix24?.stages().map(({ STATUS_ID, NAME }) => [STATUS_ID, NAME])),
  seedSandbox: async (tenantId, deals) => sandboxBitrix24?.seed(tenantId, deals),
})
