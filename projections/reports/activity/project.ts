import { projection } from '../../kernel/index.ts'
import { keepNames } from '../../rewards/index.ts'
import { fold } from './fold.ts'
import { type Handled, handles } from './handled.ts'
import { count, insertLatest, markSeen } from './statements.ts'

/** What has happened, counted so that a home screen in any zone costs what its period holds, and never the whole history. */
export const reportsActivity = projection({
  name: 'reports.activity',
  version: 1,
  handles,
  fold,
  apply: ({ facts, sales, latest, names, seen }) => [
    ...keepNames('reports_names', names),
    ...(facts.length || sales.length ? [count({ facts, sales })] : []),
    ...(latest.length ? [insertLatest(latest)] : []),
    ...(seen.length ? [markSeen(seen)] : []),
  ],
  touches: ({ type, data, meta: { tenantId } }: Handled) => {
    if (type === 'identity.PersonErased') return data.kind === 'user' ? [] : [{ tenantId }]
    return type === 'partners.PartnerRegistered' ? [] : [{ tenantId, partnerIds: [data.partnerId] }]
  },
})
