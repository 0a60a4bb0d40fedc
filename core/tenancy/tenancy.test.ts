import { test } from 'vitest'
import { given, id, testMeta } from '../kernel/testing.ts'
import { JoinMember, MemberJoined, OpenTenant, TenantOpened, tenants } from './index.ts'

const meta = testMeta()
const demo = { tenantId: id(9), slug: 'demo', name: 'Demo', timeZone: 'Europe/Moscow' }
const opened = TenantOpened(demo, meta)
const owner = { userId: id(1), role: 'owner' as const }

test('a tenant opens', () => given(tenants).when(OpenTenant(demo, meta)).then(opened))
test('once', () => given(tenants, opened).when(OpenTenant(demo, meta)).then())
test('a person joins', () => given(tenants, opened).when(JoinMember(owner, meta)).then(MemberJoined(owner, meta)))
test('the same again is no news', () => given(tenants, opened, MemberJoined(owner, meta)).when(JoinMember(owner, meta)).then())
test('a tenant that does not exist has no people', () => given(tenants).when(JoinMember(owner, meta)).thenRefused('tenant.not-found'))
