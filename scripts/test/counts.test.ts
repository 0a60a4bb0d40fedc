import { expect, test } from 'vitest'
import { gateCounts, playwrightCounts, sum, vitestCounts } from './counts.ts'

test('a green suite counts its tests', () =>
  expect(vitestCounts({ numPassedTests: 12, numFailedTests: 0, success: true }, 0)).toEqual({ passed: 12, failed: 0 }))
test('a suite that never started is one failure', () => expect(vitestCounts(undefined, 1)).toEqual({ passed: 0, failed: 1 }))
test('a file that does not load is one failure, though no test failed', () =>
  expect(vitestCounts({ numPassedTests: 3, numFailedTests: 0, success: false }, 1)).toEqual({ passed: 3, failed: 1 }))
test('an exit without a report is no pass', () => expect(playwrightCounts(undefined, 0)).toEqual({ passed: 0, failed: 1 }))
test('a flaky journey is a failed one', () =>
  expect(playwrightCounts({ stats: { expected: 4, unexpected: 0, flaky: 1 } }, 0)).toEqual({ passed: 4, failed: 1 }))
test('a gate without an answer is neither', () =>
  expect(gateCounts(77, 'audit: not run (no answer)\n')).toEqual({ passed: 0, failed: 0, notRun: 'audit: not run (no answer)' }))
test('the last line adds all up', () =>
  expect(sum([gateCounts(0, ''), gateCounts(1, ''), { passed: 5, failed: 2 }])).toEqual({ passed: 6, failed: 3 }))
