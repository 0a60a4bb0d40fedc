import { test } from 'vitest'
import { given, testMeta } from '../kernel/testing.ts'
import { ConnectCrm, CrmConnected, CrmDisconnected, CrmNotified, crms, DisconnectCrm, NoteCrm, notices } from './index.ts'

const meta = testMeta()
const settings = {
  crm: 'bitrix24' as const,
  portal: 'https://a.bitrix24.test',
  secretRef: 's1',
  entity: 'deal' as const,
  funnelId: 1,
  reconcileSeconds: 60,
}
const connected = CrmConnected(settings, meta)
const disconnected = CrmDisconnected({ crm: 'bitrix24' }, meta)
const disconnect = DisconnectCrm({ crm: 'bitrix24' }, meta)

test('a CRM is connected', () => given(crms).when(ConnectCrm(settings, meta)).then(connected))
test('with the same settings again is no news', () => given(crms, connected).when(ConnectCrm(settings, meta)).then())
const changes = { portal: 'sandbox', secretRef: 's2', entity: 'lead' as const, funnelId: 2, stageId: 'NEW', reconcileSeconds: 61 }
test.each(Object.entries(changes))('another %s is news', (field, value) => {
  const changed = { ...settings, [field]: value }
  given(crms, connected).when(ConnectCrm(changed, meta)).then(CrmConnected(changed, meta))
})
test('it is disconnected', () => given(crms, connected).when(disconnect).then(disconnected))
test('once', () => given(crms, connected, disconnected).when(disconnect).then())
test('and connected anew', () => given(crms, connected, disconnected).when(ConnectCrm(settings, meta)).then(connected))

const notice = { crm: 'bitrix24' as const, event: 'ONCRMDEALUPDATE', externalId: '17', sentAt: '2026-01-01T00:00:00.000Z' }
const noted = CrmNotified(notice, meta)
test('what the CRM says is kept', () => given(notices).when(NoteCrm(notice, meta)).then(noted))
test('a few times, since several changes may bear one mark', () => given(notices, noted, noted, noted).when(NoteCrm(notice, meta)).then(noted))
test('a flood of copies is not', () => given(notices, noted, noted, noted, noted).when(NoteCrm(notice, meta)).then())
