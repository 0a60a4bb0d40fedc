import { CrmConnected, CrmDisconnected, dealsEvents } from '@kontor/core/deals'
import { id, testMeta } from '@kontor/core/kernel/testing'
import { afterAll, beforeAll, test } from 'vitest'
import { type TestViews, testViews } from '../../../infra/testing/views.ts'
import { viewTests } from '../../kernel/testing.ts'
import { dealsCrms } from './project.ts'

const [ours, theirs] = [id(90), id(91)]
const connected = (tenantId: string, reconcileSeconds: number) =>
  CrmConnected({ crm: 'bitrix24', portal: 'sandbox', entity: 'deal', funnelId: 0, reconcileSeconds }, testMeta({ tenantId }))
const disconnected = (tenantId: string) => CrmDisconnected({ crm: 'bitrix24' }, testMeta({ tenantId }))

let db: TestViews
let given: ReturnType<typeof viewTests>['given']
beforeAll(async () => {
  db = await testViews()
  given = viewTests(db, dealsEvents).given
})
afterAll(() => db.drop())

test('the last settings of each tenant hold', () =>
  given(dealsCrms, connected(ours, 10), connected(theirs, 60), connected(ours, 300)).thenRows('deals_crms', [
    { tenant_id: ours, reconcile_seconds: 300, connected: true },
    { tenant_id: theirs, reconcile_seconds: 60, connected: true },
  ]))
test('who disconnected is connected no more, until they are again', async () => {
  await given(dealsCrms, connected(ours, 10), disconnected(ours)).thenRows('deals_crms', [{ tenant_id: ours, connected: false }])
  await given(dealsCrms, connected(ours, 10), disconnected(ours), connected(ours, 20)).thenRows('deals_crms', [
    { connected: true, reconcile_seconds: 20 },
  ])
})
