import { expect, test } from 'vitest'
import { type Failure, failureOfAnswer, failureOfSilence } from './classify.ts'
import { outcomeOf } from './outcome-of.ts'

const now = Date.parse('2026-01-01T00:00:00.000Z')

test.each<[number, object, Failure['kind'], string]>([
  [503, { error: 'QUERY_LIMIT_EXCEEDED', error_description: 'Too many requests' }, 'busy', 'retry'],
  [429, { error: 'OPERATION_TIME_LIMIT' }, 'over-time', 'retry'],
  [429, {}, 'over-time', 'retry'],
  [503, { error: 'OVERLOAD_LIMIT' }, 'unreachable', 'retry'],
  [401, { error: 'NO_AUTH_FOUND' }, 'auth', 'parked'],
  [401, { error: 'expired_token' }, 'auth', 'parked'],
  [403, { error: 'insufficient_scope' }, 'auth', 'parked'],
  [403, { error: 'user_access_error' }, 'auth', 'parked'],
  [400, { error: 'ACCESS_DENIED' }, 'auth', 'parked'],
  [500, { error: 'PORTAL_DELETED' }, 'auth', 'parked'],
  [400, { error: 'NOT_FOUND', error_description: 'Элемент не найден' }, 'absent', 'parked'],
  [400, { error: '', error_description: 'Not found' }, 'absent', 'parked'],
  [400, { error: '', error_description: 'Неверная стадия' }, 'refused', 'parked'],
  [404, { error: 'ERROR_METHOD_NOT_FOUND' }, 'refused', 'parked'],
  [302, {}, 'unknown', 'unknown'],
  [500, { error: 'INTERNAL_SERVER_ERROR' }, 'unknown', 'unknown'],
  [500, { error: 'ERROR_UNEXPECTED_ANSWER' }, 'unknown', 'unknown'],
  [200, {}, 'unknown', 'unknown'],
])('HTTP %i %o is %s', (status, body, kind, is) => {
  const failure = failureOfAnswer(status, body as Record<string, unknown>)
  expect(failure.kind).toBe(kind)
  expect(outcomeOf(failure, now).is).toBe(is)
})

test.each([
  ['not-sent', 'unreachable', 'retry'],
  ['forbidden', 'refused', 'parked'],
  ['unknown', 'unknown', 'unknown'],
] as const)('a post that was %s is %s', (is, kind, outcome) => {
  const failure = failureOfSilence({ is, why: 'the connection failed (ECONNRESET)' })
  expect(failure).toEqual({ kind, words: 'the connection failed (ECONNRESET)' })
  expect(outcomeOf(failure, now).is).toBe(outcome)
})

test('the portal’s own limits say when to come back, and cost no attempt', () => {
  const overTime = failureOfAnswer(429, { error: 'OPERATION_TIME_LIMIT', time: { operating_reset_at: now / 1_000 + 90 } })
  expect(outcomeOf(overTime, now)).toMatchObject({ is: 'retry', notBefore: '2026-01-01T00:01:30.000Z' })
  expect(outcomeOf({ ...overTime, until: undefined }, now)).toMatchObject({ notBefore: '2026-01-01T00:01:00.000Z' })
  expect(outcomeOf(failureOfAnswer(503, { error: 'QUERY_LIMIT_EXCEEDED' }), now)).toMatchObject({ notBefore: '2026-01-01T00:00:01.000Z' })
  expect(outcomeOf(failureOfAnswer(503, {}), now)).not.toHaveProperty('notBefore')
})

test('the CRM’s words are kept, without what looks like a person, on one short line', () => {
  const { words } = failureOfAnswer(400, {
    error: 'ERROR_CORE',
    error_description: `Bad phone +7 (900) 123-45-67\nof anna@mail.test ${'x'.repeat(900)}`,
  })
  expect(words).toMatch(/^ERROR_CORE: Bad phone … of … x+$/)
  expect(words).toHaveLength(400)
})
