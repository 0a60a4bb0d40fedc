import { expect, test } from 'vitest'
import { isActing, maySee, membershipFor } from './permissions.ts'

const id = (n: number) => n.toString(16).padStart(32, '0')
const memberships = [
  { tenantId: id(1), slug: 'demo', name: 'Demo', role: 'partner' as const },
  { tenantId: id(2), slug: 'alfa', name: 'Alfa', role: 'member' as const },
]

test.each([
  ['owner', 'workspace', true],
  ['member', 'workspace', true],
  ['partner', 'workspace', false],
  ['partner', 'partner', true],
  ['owner', 'partner', false],
  ['manager', 'admin', false],
  ['admin', 'admin', true],
] as const)('%s in %s: %s', (role, shell, may) => expect(maySee(role, { shell })).toBe(may))
test('a screen may be for fewer than its shell', () => {
  expect(maySee('member', { shell: 'workspace', roles: ['owner'] })).toBe(false)
  expect(maySee('admin', { shell: 'workspace', roles: ['admin'] })).toBe(false)
})
test('an address asks for the membership of its organisation and shell', () => {
  expect(membershipFor(memberships, 'partner', 'demo')?.tenantId).toBe(id(1))
  expect(membershipFor(memberships, 'workspace', 'demo')).toBeUndefined()
  expect(membershipFor(memberships, 'workspace', 'nowhere')).toBeUndefined()
})
test('acting is about the same organisation and role', () => {
  const acting = { tenantId: id(2), slug: 'alfa', role: 'member' as const }
  expect([isActing(acting, 'workspace', 'alfa'), isActing(acting, 'workspace', 'demo'), isActing(acting, 'partner', 'alfa')]).toEqual([
    true,
    false,
    false,
  ])
})
