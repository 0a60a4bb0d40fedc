import { dealIdOf } from '@kontor/core/deals'
import type { SandboxSeed } from '@kontor/gateways/http'
import { iso } from './calendar.ts'
import type { Plan } from './plan.ts'
import type { PlannedDeal } from './planned.ts'
import { customerIdOf } from './tell-deals.ts'
import type { Telling } from './telling.ts'

const stageOf = ({ end, stages }: PlannedDeal) => (end.is === 'won' ? 'WON' : end.is === 'lost' ? 'LOSE' : (stages.at(-1)?.stageId ?? 'NEW'))
const movedAt = ({ end, stages, openedAt }: PlannedDeal) => (end.is === 'open' ? (stages.at(-1)?.at ?? openedAt) : end.at)

/** The other side of the same history: what the CRM of the tenant holds. */
export const sandboxDealsOf = (telling: Telling, { customers }: Plan): readonly SandboxSeed[] =>
  customers.map(({ n, name, deal }) => ({
    id: deal.number,
    title: name,
    stageId: stageOf(deal),
    opportunity: deal.end.is === 'won' ? deal.end.minor : 0n,
    currency: 'RUB',
    originId: dealIdOf(telling.derivedId, customerIdOf(telling, n)),
    name,
    phone: `+7900${String(1_000_000 + n)}`,
    createdAt: iso(deal.openedAt),
    updatedAt: iso(movedAt(deal)),
  }))
