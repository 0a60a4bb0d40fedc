import { expect, test } from 'vitest'
import { rewardOf } from './reward.ts'

test.each<[bigint, string, bigint]>([
  [5000000n, '10', 500000n],
  [1234500n, '10', 123450n],
  [12500050n, '7.5', 937504n],
  [-50n, '1', -1n],
  [49n, '1', 0n],
  [50n, '1', 1n],
  [10n ** 24n, '0.01', 10n ** 20n],
  [100n, '100', 100n],
])('%s minor units at %s per cent earn %s', (minor, percent, reward) => expect(rewardOf(minor, percent)).toBe(reward))
