import type { AuditEvent } from '@kontor/gateways/http/audit/contract'
import { expect, test } from 'vitest'
import { causesOf } from './causes.ts'

const event = (id: string, position: string, causationId: string): AuditEvent => ({
  id,
  type: `deals.${id}`,
  stream: 'deals-1.2',
  revision: '0',
  position,
  occurredAt: '2026-11-03T11:02:07.114Z',
  recordedAt: '2026-11-03T11:02:07.114Z',
  actor: { kind: 'user', id: 'u' },
  tenantId: '0'.repeat(32),
  commandId: 'c',
  correlationId: 'k',
  causationId,
  data: {},
})
const tree = (...events: AuditEvent[]) => causesOf(events).map(({ event, depth }) => `${'-'.repeat(depth)}${event.id}`)

test('effects stand under their cause, in the order of the log', () =>
  expect(tree(event('held', '30', 'accrued'), event('accrued', '20', 'won'), event('won', '9', 'command'), event('told', '25', 'won'))).toEqual([
    'won',
    '-accrued',
    '--held',
    '-told',
  ]))
test('two events of one command begin two branches', () => expect(tree(event('b', '2', 'c'), event('a', '1', 'c'))).toEqual(['a', 'b']))
test('what names itself as its cause is still shown once', () => expect(tree(event('a', '1', 'a'))).toEqual(['a']))
