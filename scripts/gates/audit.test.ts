import { expect, test } from 'vitest'
import { verdict } from './audit.ts'

const advisory = (severity: string) =>
  JSON.stringify({ advisories: { 1: { severity, module_name: 'stranger', github_advisory_id: 'GHSA-x', title: 'a hole' } } })
const exception = { advisory: 'GHSA-x', until: '2027-01-31', why: 'a test' }

test('a high advisory fails', () => expect(verdict(advisory('high'), [], '2027-01-01').faults).toEqual(['stranger: high, a hole (GHSA-x)']))
test('a moderate one does not', () => expect(verdict(advisory('moderate'), [], '2027-01-01')).toEqual({ answered: true, faults: [] }))
test('a dated exception holds to its last day and no longer', () => {
  expect(verdict(advisory('critical'), [exception], '2027-01-31').faults).toEqual([])
  expect(verdict(advisory('critical'), [exception], '2027-02-01').faults).toHaveLength(1)
})
test.each(['', '<html>405</html>', '{"error":{"code":"ERR_PNPM_AUDIT_BAD_RESPONSE"}}'])('%s is no answer', (stdout) =>
  expect(verdict(stdout, [], '2027-01-01')).toEqual({ answered: false, faults: [] }),
)
